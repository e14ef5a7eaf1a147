package org.poise.ntk.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The block K(x, y) = Σ_f T_x S_y Θ_f(x, y) of a kernel, f over the fields: in the limit the
 * outputs of networks are independent of each other, so a field meets itself only.
 */
public final class LimitBlock {
  /** Where one jet Θ(x, y) is needed. */
  private record Place(NetworkLimit network, int siteOfRow, int siteOfColumn) {}

  /** One product of derivatives: its terms in both operators, and its index in the jet. */
  private record Product(int row, int column, int index) {}

  /** The jets of one place, and what is taken from them. */
  private record Coupling(
      NetworkLimit network,
      List<NetworkLimit.PointJets> rows,
      List<NetworkLimit.PointJets> columns,
      List<Product> products) {}

  private final OperatorRows rows;
  private final OperatorRows columns;
  private final JetPairs pairs;
  private final List<Coupling> couplings = new ArrayList<>();

  /** Prepares the block of two operators at their points. */
  public LimitBlock(OperatorRows rows, OperatorRows columns, int dimension) {
    this.rows = rows;
    this.columns = columns;
    pairs = new JetPairs(dimension, rows.order(), columns.order());
    Map<Place, List<Product>> products = new LinkedHashMap<>();
    for (int t = 0; t < rows.terms().size(); t++) {
      for (int s = 0; s < columns.terms().size(); s++) {
        OperatorRows.Term row = rows.terms().get(t);
        OperatorRows.Term column = columns.terms().get(s);
        if (row.field() == column.field()) {
          Place place = new Place(row.network(), row.site(), column.site());
          products
              .computeIfAbsent(place, _ -> new ArrayList<>())
              .add(new Product(t, s, pairs.index(row.orders(), column.orders())));
        }
      }
    }
    products.forEach((place, taken) -> {
      NetworkLimit network = place.network;
      couplings.add(
          new Coupling(
              network,
              rows.jets(network, place.siteOfRow).stream().map(j -> j.first(pairs)).toList(),
              columns.jets(network, place.siteOfColumn).stream().map(j -> j.second(pairs)).toList(),
              taken));
    });
  }

  /** The entry of a row and a column. */
  public double entry(int row, int column) {
    double sum = 0;
    for (Coupling coupling : couplings) {
      double[] theta =
          coupling
              .network
              .tangent(pairs, coupling.rows.get(row), coupling.columns.get(column))
              .getAllDerivatives();
      for (Product product : coupling.products) {
        double factor =
            rows.coefficient(row, product.row) * columns.coefficient(column, product.column);
        sum = Math.fma(factor, theta[product.index], sum);
      }
    }
    return sum;
  }
}
