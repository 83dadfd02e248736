-- What a literal of C++ stumbles over: "quotes", back\slashes, ??/ and Ünïcödé.
CREATE TABLE ware (id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT 'naïve "q" \ ??/ 0x1f');
