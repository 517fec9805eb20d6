/**
 * Views of captions and recognitions: {@link io.github.ram4j.view.TerminalView} as text, {@link
 * io.github.ram4j.view.HtmlView} as a web page, {@link io.github.ram4j.view.ImageView} under the
 * image itself.
 *
 * <p>All three show a {@link io.github.ram4j.Caption} with the words from its tags underlined in
 * green, and the tags in groups: used by the sentence, left out of it, and unread, past the tokens
 * that the model takes. Or they show the tags of a {@link io.github.ram4j.Recognition}.
 *
 * <p>Texts may come from anybody. Control characters, and those that change the direction of
 * writing, are replaced by U+FFFD before anything is shown.
 */
@NullMarked
package io.github.ram4j.view;

import org.jspecify.annotations.NullMarked;
