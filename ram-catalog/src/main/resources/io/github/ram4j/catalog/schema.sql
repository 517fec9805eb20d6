-- The schema of a catalogue, version 2. docs/catalog.md explains it. Statements end with a semicolon at a line's end.
-- Times are milliseconds since 1970 UTC; paths have "/" between their parts.

CREATE TABLE root (
  id INTEGER PRIMARY KEY,
  -- absolute; "." for the folder that holds .ram4j/catalog.sqlite
  path TEXT NOT NULL UNIQUE
);

CREATE TABLE tag (
  id INTEGER PRIMARY KEY,
  -- as it is written: the list's name, or that of synonyms or of a user's keyword
  english TEXT NOT NULL,
  -- JSON array of alternatives, [] where the list has none
  chinese TEXT NOT NULL DEFAULT '[]',
  -- JSON array of the user's keywords above it, the topmost first
  path TEXT NOT NULL DEFAULT '[]',
  -- 0, and 1, 2 … for further tags of these names in one list
  ordinal INTEGER NOT NULL DEFAULT 0,
  -- object-or-scene, attribute, action or one's own; NULL where nobody says
  category TEXT,
  UNIQUE (english, chinese, path, ordinal)
);

-- A model's list with its thresholds, as a run used it.
CREATE TABLE vocabulary (
  id INTEGER PRIMARY KEY,
  -- of names, numbers and thresholds, SHA-256 as hexadecimal digits
  digest TEXT NOT NULL UNIQUE
);

CREATE TABLE vocabulary_tag (
  vocabulary_id INTEGER NOT NULL REFERENCES vocabulary (id),
  -- the tag's id in the model's list
  number INTEGER NOT NULL,
  english TEXT NOT NULL,
  threshold REAL NOT NULL,
  PRIMARY KEY (vocabulary_id, number)
) WITHOUT ROWID;

CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  started INTEGER NOT NULL,
  -- NULL while it runs, and where it was killed
  ended INTEGER,
  -- name and version
  program TEXT NOT NULL,
  model TEXT NOT NULL,
  model_digest TEXT,
  vocabulary_id INTEGER REFERENCES vocabulary (id),
  -- JSON object
  options TEXT NOT NULL DEFAULT '{}',
  done INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  skipped INTEGER NOT NULL DEFAULT 0,
  -- models that looked for regions; NULL where none did
  detector TEXT,
  segmenter TEXT
);

CREATE TABLE image (
  id INTEGER PRIMARY KEY,
  root_id INTEGER NOT NULL REFERENCES root (id),
  -- relative to the root
  path TEXT NOT NULL,
  media TEXT NOT NULL DEFAULT 'image' CHECK (media IN ('image', 'video')),
  size INTEGER NOT NULL,
  modified_ns INTEGER NOT NULL,
  -- of the file's bytes; NULL until it was read
  sha256 BLOB,
  -- pixels, upright; NULL where nobody says
  width INTEGER,
  height INTEGER,
  state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'done', 'failed', 'gone')),
  -- why it failed
  error TEXT,
  -- the run that finished it last; NULL until then
  run_id INTEGER REFERENCES run (id),
  -- rises with each image that is finished: the order of outputs
  seq INTEGER,
  -- the run that looked for regions last; NULL where none did
  located_by INTEGER REFERENCES run (id),
  UNIQUE (root_id, path)
);

-- The greatest image.seq ever given: none is given twice, so that what was read up to one can be gone on with.
CREATE TABLE sequence (
  last INTEGER NOT NULL
);

INSERT INTO sequence (last) VALUES (0);

CREATE UNIQUE INDEX image_by_seq ON image (seq) WHERE seq IS NOT NULL;
CREATE INDEX image_pending ON image (root_id, id) WHERE state = 'pending';
CREATE INDEX image_failed ON image (id) WHERE state = 'failed';
CREATE INDEX image_by_digest ON image (sha256) WHERE sha256 IS NOT NULL;

CREATE TABLE image_tag (
  image_id INTEGER NOT NULL REFERENCES image (id) ON DELETE CASCADE,
  tag_id INTEGER NOT NULL REFERENCES tag (id),
  -- the tag's id in the model's list, of synonyms that of the best; NULL where nobody says
  number INTEGER,
  -- in [0, 1]
  score REAL NOT NULL,
  -- the run that found it
  run_id INTEGER NOT NULL REFERENCES run (id),
  PRIMARY KEY (image_id, tag_id)
) WITHOUT ROWID;

CREATE INDEX image_tag_by_tag ON image_tag (tag_id, score);

CREATE TABLE caption (
  image_id INTEGER NOT NULL REFERENCES image (id) ON DELETE CASCADE,
  -- 0 for the best
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  -- ISO 639: en, zh
  language TEXT NOT NULL DEFAULT 'en',
  run_id INTEGER REFERENCES run (id),
  PRIMARY KEY (image_id, position)
) WITHOUT ROWID;

-- Boxes and masks of tags, in pixels of the upright image. A box may reach beyond the image.
CREATE TABLE region (
  id INTEGER PRIMARY KEY,
  image_id INTEGER NOT NULL REFERENCES image (id) ON DELETE CASCADE,
  tag_id INTEGER REFERENCES tag (id),
  score REAL NOT NULL,
  x0 REAL NOT NULL,
  y0 REAL NOT NULL,
  x1 REAL NOT NULL,
  y1 REAL NOT NULL,
  area REAL,
  quality REAL,
  -- COCO's compressed run lengths: size as JSON [height, width], counts as text
  mask_size TEXT,
  mask_counts TEXT,
  run_id INTEGER REFERENCES run (id)
);

CREATE INDEX region_by_image ON region (image_id);
CREATE INDEX region_by_tag ON region (tag_id);

-- Which embeddings may be compared: those of one space.
CREATE TABLE embedding_space (
  id INTEGER PRIMARY KEY,
  -- aligned, pooled
  kind TEXT NOT NULL,
  -- the identity of the encoder's model
  model TEXT NOT NULL,
  -- numbers in a vector
  width INTEGER NOT NULL,
  UNIQUE (kind, model, width)
);

-- The newest embedding of an image.
CREATE TABLE embedding (
  image_id INTEGER PRIMARY KEY REFERENCES image (id) ON DELETE CASCADE,
  space_id INTEGER NOT NULL REFERENCES embedding_space (id),
  -- of length 1, float16, little-endian
  vector BLOB NOT NULL
);

-- When a tag is seen in a video.
CREATE TABLE segment (
  image_id INTEGER NOT NULL REFERENCES image (id) ON DELETE CASCADE,
  tag_id INTEGER NOT NULL REFERENCES tag (id),
  start_ms INTEGER NOT NULL,
  end_ms INTEGER NOT NULL,
  score REAL NOT NULL,
  PRIMARY KEY (image_id, tag_id, start_ms)
) WITHOUT ROWID;

CREATE INDEX segment_by_tag ON segment (tag_id);

-- How far outputs were written: files that are appended to, and files of each image's own.
CREATE TABLE output (
  id INTEGER PRIMARY KEY,
  -- jsonl, csv, txt, …
  kind TEXT NOT NULL,
  -- absolute; empty for files of each image's own
  path TEXT NOT NULL,
  -- the ids of the roots whose images it has, as a JSON array
  roots TEXT NOT NULL,
  -- of a file that is appended to: what lies beyond is no part of it
  bytes INTEGER NOT NULL DEFAULT 0,
  -- its last bytes before that, by which it is known again
  tail BLOB NOT NULL DEFAULT x'',
  -- all images up to here are in it
  seq INTEGER NOT NULL,
  -- 1 where images in it have changed or are gone: it is to be written anew
  stale INTEGER NOT NULL DEFAULT 0,
  -- bytes, tail and seq of a new file that is about to take the name; NULL where there is none
  next_bytes INTEGER,
  next_tail BLOB,
  next_seq INTEGER,
  UNIQUE (kind, path, roots)
);

-- Files of an image's own that were written beside it, so that a person's are told from them.
CREATE TABLE written_file (
  image_id INTEGER NOT NULL REFERENCES image (id) ON DELETE CASCADE,
  -- txt, xmp, …; with "-failed" for one that could not be written and is to be tried again
  kind TEXT NOT NULL,
  -- of the bytes written
  sha256 BLOB NOT NULL,
  PRIMARY KEY (image_id, kind)
) WITHOUT ROWID;

-- Full text; rowid is image.id. Chinese is cut into single characters, with blanks between.
CREATE VIRTUAL TABLE image_text USING fts5 (
  name,
  english,
  chinese,
  caption,
  content = '',
  contentless_delete = 1,
  tokenize = 'unicode61 remove_diacritics 2'
);

-- For queries by hand.
CREATE VIEW tags_of_images AS
  SELECT root.path AS folder, image.path AS path, tag.english AS english, tag.chinese AS chinese,
    image_tag.score AS score, tag.category AS category
  FROM image_tag
  JOIN image ON image.id = image_tag.image_id
  JOIN root ON root.id = image.root_id
  JOIN tag ON tag.id = image_tag.tag_id
  WHERE image.state = 'done';

CREATE VIEW captions_of_images AS
  SELECT root.path AS folder, image.path AS path, caption.position AS position, caption.text AS text,
    caption.language AS language
  FROM caption
  JOIN image ON image.id = caption.image_id
  JOIN root ON root.id = image.root_id
  WHERE image.state = 'done';

CREATE VIEW tag_counts AS
  SELECT tag.english AS english, tag.chinese AS chinese, count(*) AS images
  FROM image_tag
  JOIN image ON image.id = image_tag.image_id
  JOIN tag ON tag.id = image_tag.tag_id
  WHERE image.state = 'done'
  GROUP BY tag.id
  ORDER BY images DESC;

CREATE VIEW failures AS
  SELECT root.path AS folder, image.path AS path, image.error AS error
  FROM image
  JOIN root ON root.id = image.root_id
  WHERE image.state = 'failed';

CREATE VIEW embeddings AS
  SELECT embedding.image_id AS image_id, embedding_space.kind AS kind, embedding_space.model AS model,
    embedding_space.width AS width, embedding.vector AS vector
  FROM embedding
  JOIN embedding_space ON embedding_space.id = embedding.space_id;

CREATE VIEW segments_of_videos AS
  SELECT root.path AS folder, image.path AS path, tag.english AS english, tag.chinese AS chinese,
    segment.start_ms AS start_ms, segment.end_ms AS end_ms, segment.score AS score
  FROM segment
  JOIN image ON image.id = segment.image_id
  JOIN root ON root.id = image.root_id
  JOIN tag ON tag.id = segment.tag_id;

CREATE VIEW regions_of_images AS
  SELECT root.path AS folder, image.path AS path, tag.english AS english, tag.chinese AS chinese,
    region.score AS score, region.x0 AS x0, region.y0 AS y0, region.x1 AS x1, region.y1 AS y1,
    region.area AS area, region.quality AS quality, image.width AS width, image.height AS height
  FROM region
  JOIN image ON image.id = region.image_id
  JOIN root ON root.id = image.root_id
  JOIN tag ON tag.id = region.tag_id
  WHERE image.state = 'done';
