/** Training of RAM, RAM++ and Tag2Text on libtorch. */
module io.github.ram4j.train {
  requires transitive io.github.ram4j;
  requires com.fasterxml.jackson.core;
  requires io.github.ram4j.convert;
  requires io.github.ram4j.data;
  requires io.github.ram4j.evaluate;
  requires io.github.ram4j.image;
  requires io.github.ram4j.text;
  requires io.github.ram4j.view;
  requires org.bytedeco.javacpp;
  requires org.bytedeco.openblas;
  requires org.bytedeco.pytorch;
  requires org.slf4j;

  exports io.github.ram4j.train;
  exports io.github.ram4j.train.data;
}
