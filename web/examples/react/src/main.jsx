import { useState } from "react";
import { createRoot } from "react-dom/client";

// The site that has the posts, and the script that shows them.
const site = import.meta.env.VITE_SITE ?? "http://localhost:8080/";
import(/* @vite-ignore */ `${site}postview.js`);

const posts = ["posts/start-here.md", "posts/front-matter.md"];

function App() {
  const [post, setPost] = useState(posts[0]);
  const [said, setSaid] = useState("");
  return (
    <>
      {posts.map((path) => (
        <button key={path} type="button" aria-pressed={path === post} onClick={() => setPost(path)}>
          {path}
        </button>
      ))}
      <p role="status">{said}</p>
      <post-view
        src={site + post}
        toc
        onpostview-ready={(event) => setSaid(event.detail.post.title)}
        onpostview-error={(event) => setSaid(event.detail.error.message)}
      />
    </>
  );
}

createRoot(document.getElementById("app")).render(<App />);
