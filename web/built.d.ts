/**
 * What the build fills into the scripts, by their names. Places are relative to the site's root where
 * nothing else is said, and "" where readers don't get what is there. A test compares this with the
 * builder's own types.
 */
declare namespace built {
  const postview: {
    /** That of the package, and what tells one build from another. */
    version: string;
    /** The folder of all files, relative to the script. */
    root: string;
    program: string;
    runtime: string;
    style: string;
    highlight: string;
    extras: string;
    /** The bytes of the program, unpacked. */
    size: number;
  };

  const page: {
    loader: string;
    ahead: string;
    extras: string;
    embedding: string;
    narrow: string;
    search: string;
    keeping: string;
  };

  const embed: {
    loader: string;
    extras: string;
  };

  const root: {
    page: string;
  };

  const embedding: {
    style: string;
  };

  const search: {
    style: string;
    /** The folder of the index. */
    index: string;
  };

  const live: {
    style: string;
  };

  const offline: {
    /** What every page needs, which is kept before it is read. */
    shell: string[];
    /** The folder of the search's index, which is not kept. */
    index: string;
  };

  const extras: {
    /** Whether code has a button that copies it. */
    copy: boolean;
    math: string;
    diagrams: string;
  };

  /** Relative to the script. */
  const highlight: {
    program: string;
    worker: string;
    runtime: string;
    /** The folder of the languages' rules. */
    rules: string;
    /** The names of the languages that the program knows, in lower case. */
    languages: string[];
  };

  /** What a script and the modules in it say, by the language and the English. */
  const words: Record<string, Record<string, string>>;
}
