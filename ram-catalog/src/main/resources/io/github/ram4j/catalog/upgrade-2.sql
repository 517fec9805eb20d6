-- From version 1 of the schema to version 2: which runs looked for regions, and a view of them.

ALTER TABLE run ADD COLUMN detector TEXT;
ALTER TABLE run ADD COLUMN segmenter TEXT;
ALTER TABLE image ADD COLUMN located_by INTEGER REFERENCES run (id);

CREATE VIEW regions_of_images AS
  SELECT root.path AS folder, image.path AS path, tag.english AS english, tag.chinese AS chinese,
    region.score AS score, region.x0 AS x0, region.y0 AS y0, region.x1 AS x1, region.y1 AS y1,
    region.area AS area, region.quality AS quality, image.width AS width, image.height AS height
  FROM region
  JOIN image ON image.id = region.image_id
  JOIN root ON root.id = image.root_id
  JOIN tag ON tag.id = region.tag_id
  WHERE image.state = 'done';
