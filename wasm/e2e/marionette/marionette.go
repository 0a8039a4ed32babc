// Package marionette drives Firefox by Marionette, the protocol that Firefox speaks
// itself: no driver is needed beside it. A Browser has Pages, which are told where to
// go and asked for the values of JavaScript.
// Its description: https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
package marionette

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// preferences keep the browser from asking strangers, and pages that were left from
// being kept. Port 0 is one that is free.
const preferences = `user_pref("marionette.port", 0);
user_pref("app.normandy.enabled", false);
user_pref("app.update.enabled", false);
user_pref("browser.safebrowsing.malware.enabled", false);
user_pref("browser.safebrowsing.phishing.enabled", false);
user_pref("browser.sessionhistory.max_total_viewers", 0);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("dom.serviceWorkers.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("extensions.getAddons.cache.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("services.settings.server", "http://127.0.0.1:9/");
user_pref("toolkit.telemetry.server", "http://127.0.0.1:9/");
`

// Path is the browser's path, or "" where there is none: that in the variable
// FIREFOX, or else the one that is installed.
func Path() string {
	if path := os.Getenv("FIREFOX"); path != "" {
		return path
	}
	for _, name := range []string{"firefox", "firefox-esr"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// Browser is a running Firefox without a window. It and its pages are for one goroutine
// at a time.
type Browser struct {
	patience time.Duration
	profile  string
	first    *Page // stays open, for commands are given to a page
	process  *os.Process
	ended    chan struct{} // closed when the process has ended
	end      error         // how it has, once that is closed

	connection net.Conn
	answers    *bufio.Reader
	last       int // the number of the last command
}

// Start starts the Firefox at path, with a new profile. It gives up, as every script
// and every load later does, after patience.
func Start(path string, patience time.Duration) (*Browser, error) {
	b := &Browser{patience: patience, ended: make(chan struct{})}
	if err := b.start(path); err != nil {
		return nil, errors.Join(fmt.Errorf("start %s: %w", path, err), b.Close())
	}
	return b, nil
}

func (b *Browser) start(path string) error {
	if err := b.launch(path); err != nil {
		return err
	}
	port, err := b.port()
	if err != nil {
		return err
	}
	if b.connection, err = net.DialTimeout("tcp", "127.0.0.1:"+port, b.patience); err != nil {
		return err
	}
	b.answers = bufio.NewReader(b.connection)
	b.connection.SetDeadline(time.Now().Add(b.patience))
	if _, err := b.receive(); err != nil { // its greeting
		return err
	}
	limit := b.patience.Milliseconds()
	timeouts := map[string]any{"script": limit, "pageLoad": limit}
	if err := b.send(nil, "WebDriver:NewSession", map[string]any{"timeouts": timeouts}); err != nil {
		return err
	}
	var handle struct{ Value string }
	err = b.send(&handle, "WebDriver:GetWindowHandle", map[string]any{})
	b.first = &Page{b, handle.Value}
	return err
}

func (b *Browser) launch(path string) (err error) {
	if b.profile, err = os.MkdirTemp("", "postview-firefox-"); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(b.profile, "user.js"), []byte(preferences), 0o600); err != nil {
		return err
	}
	command := exec.Command(path, "--headless", "--marionette", "--remote-allow-system-access", "--no-remote", "--profile", b.profile)
	command.Env = append(os.Environ(), "HOME="+b.profile) // root may not use that of another
	if err := command.Start(); err != nil {
		return err
	}
	b.process = command.Process
	go func() {
		b.end = command.Wait()
		close(b.ended)
	}()
	return nil
}

// port waits until Firefox has noted in its profile at which port it listens.
func (b *Browser) port() (string, error) {
	again := time.NewTicker(50 * time.Millisecond)
	defer again.Stop()
	late := time.After(b.patience)
	for {
		if port, _ := os.ReadFile(filepath.Join(b.profile, "MarionetteActivePort")); len(port) > 0 {
			return strings.TrimSpace(string(port)), nil
		}
		select {
		case <-again.C:
		case <-b.ended:
			return "", fmt.Errorf("it ended before it listened: %v", b.end)
		case <-late:
			return "", fmt.Errorf("it does not listen after %s", b.patience)
		}
	}
}

// Close ends the browser, which it kills when it does not end by itself, and removes
// its profile.
func (b *Browser) Close() error {
	patience := time.Duration(0)
	if b.connection != nil {
		if b.send(nil, "Marionette:Quit", map[string]any{"flags": []string{"eForceQuit"}}) == nil {
			patience = b.patience
		}
		b.connection.Close()
	}
	if b.process != nil {
		select {
		case <-b.ended:
		case <-time.After(patience):
			b.process.Kill()
			<-b.ended
		}
	}
	return os.RemoveAll(b.profile)
}

// Page is a tab of the browser.
type Page struct {
	browser *Browser
	handle  string
}

// Open opens an empty page.
func (b *Browser) Open() (*Page, error) {
	var window struct{ Handle string }
	if err := b.first.send(&window, "WebDriver:NewWindow", map[string]any{"type": "tab"}); err != nil {
		return nil, err
	}
	return &Page{b, window.Handle}, nil
}

// Close closes the page and ends what it was loading.
func (p *Page) Close() error { return p.send(nil, "WebDriver:CloseWindow", map[string]any{}) }

// Navigate loads a URL and returns when that has loaded.
func (p *Page) Navigate(url string) error {
	return p.send(nil, "WebDriver:Navigate", map[string]any{"url": url})
}

// Evaluate puts the value of a JavaScript expression, or of the promise it is, into
// what value points to, as encoding/json does. What JSON has no text for is null.
func (p *Page) Evaluate(expression string, value any) error {
	var result struct{ Value string }
	script := "return (async () => JSON.stringify(await (" + expression + ")) ?? 'null')()"
	if err := p.send(&result, "WebDriver:ExecuteScript", map[string]any{"script": script, "args": []any{}}); err != nil {
		return err
	}
	return json.Unmarshal([]byte(result.Value), value)
}

// faults is run by the browser itself: it returns the errors and warnings that pages
// made of its consoles, of scripts and those that scripts wrote, and clears them.
const faults = `
const said = Cc["@mozilla.org/consoleAPI-storage;1"].getService(Ci.nsIConsoleAPIStorage);
const isOfPage = url => /^(https?|blob):/.test(url);
const faults = [
	...Services.console.getMessageArray()
		.filter(message => message instanceof Ci.nsIScriptError && isOfPage(message.sourceName))
		.map(message => message.errorMessage + " (" + message.sourceName + ":" + message.lineNumber + ")"),
	...said.getEvents()
		.filter(event => ["error", "warn"].includes(event.level) && isOfPage(event.filename))
		.map(event => event.arguments.map(String).join(" ") + " (" + event.filename + ":" + event.lineNumber + ")"),
];
Services.console.reset();
said.clearEvents();
return JSON.stringify(faults);`

// Faults returns the errors and warnings that pages have shown in their consoles since
// it was asked before.
func (b *Browser) Faults() (said []string, err error) {
	text, err := b.run(faults)
	if err != nil {
		return nil, err
	}
	return said, json.Unmarshal([]byte(text), &said)
}

// prefer is run by the browser itself, with the name of a preference and its value.
const prefer = `
const [name, value] = arguments;
if (typeof value === "boolean") Services.prefs.setBoolPref(name, value);
else Services.prefs.setIntPref(name, value);
return "";`

// Prefer changes one of the browser's preferences: a bool or an int.
func (b *Browser) Prefer(name string, value any) error {
	_, err := b.run(prefer, name, value)
	return err
}

// run has the browser itself run a script, and returns the text that it returns.
func (b *Browser) run(script string, arguments ...any) (string, error) {
	context := func(name string) error {
		return b.first.send(nil, "Marionette:SetContext", map[string]any{"value": name})
	}
	if err := context("chrome"); err != nil {
		return "", err
	}
	var result struct{ Value string }
	err := b.send(&result, "WebDriver:ExecuteScript", map[string]any{"script": script, "args": append([]any{}, arguments...)})
	return result.Value, errors.Join(err, context("content"))
}

// send brings the page to the front, for only there things move, and has it do the command.
func (p *Page) send(answer any, command string, parameters map[string]any) error {
	if err := p.browser.send(nil, "WebDriver:SwitchToWindow", map[string]any{"handle": p.handle}); err != nil {
		return err
	}
	return p.browser.send(answer, command, parameters)
}

// send writes [0, number, command, parameters] and reads [1, number, failure, result].
// The result goes into what answer points to, unless that is nil.
func (b *Browser) send(answer any, command string, parameters map[string]any) error {
	b.last++
	message, err := json.Marshal([]any{0, b.last, command, parameters})
	if err != nil {
		return fmt.Errorf("%s: %w", command, err)
	}
	// Firefox itself ends a script that takes too long; this is for its own death.
	b.connection.SetDeadline(time.Now().Add(2 * b.patience))
	if _, err := fmt.Fprintf(b.connection, "%d:%s", len(message), message); err != nil {
		return fmt.Errorf("%s: %w", command, err)
	}
	received, err := b.receive()
	if err != nil {
		return fmt.Errorf("%s: %w", command, err)
	}
	var failure *struct{ Error, Message string }
	if err := json.Unmarshal(received, &[]any{nil, nil, &failure, answer}); err != nil {
		return fmt.Errorf("%s: %w", command, err)
	}
	if failure != nil {
		return fmt.Errorf("%s: %s: %s", command, failure.Error, failure.Message)
	}
	return nil
}

// receive reads a message: its length, a colon, and JSON.
func (b *Browser) receive() ([]byte, error) {
	length, err := b.answers.ReadString(':')
	if err != nil {
		return nil, err
	}
	size, err := strconv.Atoi(strings.TrimSuffix(length, ":"))
	if err != nil {
		return nil, fmt.Errorf("the length of a message: %w", err)
	}
	message := make([]byte, size)
	_, err = io.ReadFull(b.answers, message)
	return message, err
}
