package io.github.ram4j.spark;

import java.io.Serializable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;

/**
 * The function behind {@link RamTagger}: rows of a partition → the same with a result at the end,
 * each nested in a row of its own.
 */
final class RowFunction extends AbstractFunction1<Iterator<Row>, Iterator<Row>>
    implements Serializable {
  private static final long serialVersionUID = 1;

  private final TaggedPartition.Setting setting;
  private final int column;

  RowFunction(TaggedPartition.Setting setting, int column) {
    this.setting = setting;
    this.column = column;
  }

  @Override
  public Iterator<Row> apply(Iterator<Row> rows) {
    return CollectionConverters.asScala(
        new TaggedPartition<Row, Row>(
            setting,
            CollectionConverters.asJava(rows),
            row -> row.get(column),
            RowFunction::withResult));
  }

  private static Row withResult(Row row, Row result) {
    Object[] values = new Object[row.size() + 1];
    for (int i = 0; i < row.size(); i++) {
      values[i] = row.get(i);
    }
    values[row.size()] = result;
    return RowFactory.create(RowFactory.create(values));
  }

  /** The name of this step in plans and on Spark's web page. */
  @Override
  public String toString() {
    return "RamTagger(" + setting.options() + ")";
  }
}
