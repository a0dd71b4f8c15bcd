package io.weir.demo.jobs;

/**
 * Goods that came into a warehouse or left it.
 *
 * @param quantity negative when they left
 */
public record StockMovement(long id, String sku, String warehouse, int quantity) {
    static String message(long number) {
        return number + ";sku-" + number * 37 % 1_200 + ";warehouse-" + number % 5 + ";"
                + (number % 2 == 0 ? 3 : -(number % 3 + 1));
    }

    static StockMovement parse(String message) {
        String[] fields = message.split(";", 4);
        return new StockMovement(Long.parseLong(fields[0]), fields[1], fields[2], Integer.parseInt(fields[3]));
    }
}
