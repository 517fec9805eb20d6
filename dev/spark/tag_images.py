"""Tags of images in PySpark: the Transformer of ram-spark, called through the JVM.

spark-submit --jars JARS dev/spark/tag_images.py FOLDER
"""
import sys

from pyspark.ml.wrapper import JavaTransformer
from pyspark.ml.param import Param, Params, TypeConverters
from pyspark.ml.util import JavaMLReader, JavaMLWritable
from pyspark.sql import SparkSession


class _Reader(JavaMLReader):
    @classmethod
    def _java_loader_class(cls, clazz):
        return clazz._classpath_model


class RamTagger(JavaTransformer, JavaMLWritable):
    """io.github.ram4j.spark.RamTagger; a parameter is given by name: RamTagger(inputCol="image")."""

    inputCol = Param(Params._dummy(), "inputCol", "column of encoded images, paths or Spark's images")
    outputCol = Param(Params._dummy(), "outputCol", "column of results")
    model = Param(Params._dummy(), "model", "clipart, photo, an added file or archive, or a path")
    topK = Param(Params._dummy(), "topK", "number of best tags, predicted or not")
    threshold = Param(Params._dummy(), "threshold", "threshold of all tags")
    caption = Param(Params._dummy(), "caption", "whether to caption")
    embedding = Param(Params._dummy(), "embedding", "whether to embed")
    languages = Param(Params._dummy(), "languages", "languages of tags' names", TypeConverters.toListString)

    _classpath_model = "io.github.ram4j.spark.RamTagger"

    def __init__(self, java_tagger=None, **params):
        super().__init__()
        self._java_obj = java_tagger or self._new_java_obj(self._classpath_model)
        self._resetUid(self._java_obj.uid())
        self._transfer_params_from_java()
        # Spark leaves a default of several strings as an array of Java's, or out where another value is set.
        self._setDefault(languages=list(self._java_obj.getDefault(self._java_obj.languages()).get()))
        self._set(**params)

    @classmethod
    def read(cls):
        return _Reader(cls)

    @classmethod
    def load(cls, path):
        return cls.read().load(path)

    @staticmethod
    def _from_java(java_tagger):
        return RamTagger(java_tagger)


# Pipelines look a stage's class up by the name that it has in the JVM, whose first part is a module of Python's own.
sys.modules["io.github.ram4j.spark"] = sys.modules[__name__]


def main(folder):
    spark = SparkSession.builder.appName("tags").getOrCreate()
    images = spark.read.format("binaryFile").load(folder)
    tagged = RamTagger(topK=3).transform(images).cache()
    tagged.select("path", "ram.tags.english", "ram.tags.score", "ram.error").orderBy("path").show(100, False)
    print(f"{tagged.count()} images, {tagged.where('size(ram.tags) > 0').count()} with tags, "
          f"{tagged.where('ram.error is not null').count()} with errors")
    spark.stop()


if __name__ == "__main__":
    main(sys.argv[1])
