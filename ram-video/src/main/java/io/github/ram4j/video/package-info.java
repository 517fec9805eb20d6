/**
 * Tags of videos: {@link io.github.ram4j.video.VideoTagger} recognizes frames and gathers their
 * tags to segments with a beginning and an end.
 */
@NullMarked
package io.github.ram4j.video;

import org.jspecify.annotations.NullMarked;
