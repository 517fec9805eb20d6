/** Frames of a video, by an interval or by its scenes, with their times; decoded by FFmpeg. */
@NullMarked
package io.github.ram4j.video.frames;

import org.jspecify.annotations.NullMarked;
