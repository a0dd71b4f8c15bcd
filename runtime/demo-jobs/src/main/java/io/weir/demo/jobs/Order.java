package io.weir.demo.jobs;

/**
 * An order as the shop sent it.
 *
 * @param cents the price of all its lines
 */
public record Order(long id, String customer, String country, long cents, String lines) {
    static String message(long number) {
        StringBuilder text = new StringBuilder(512);
        text.append(number).append(";customer-").append(number * 7919 % 5_000);
        text.append(';').append(number % 3 == 0 ? "FR" : "DE").append(';').append(number * 131 % 90_000 + 500);
        text.append(';');
        for (int line = 0; line < 12; line++) {
            text.append("sku-")
                    .append((number * 31 + line * 17) % 2_000)
                    .append('x')
                    .append(line % 4 + 1);
            text.append(" warehouse-")
                    .append(line % 5)
                    .append(" carrier-")
                    .append(line % 3)
                    .append(',');
        }
        return text.toString();
    }

    static Order parse(String message) {
        String[] fields = message.split(";", 5);
        return new Order(Long.parseLong(fields[0]), fields[1], fields[2], Long.parseLong(fields[3]), fields[4]);
    }
}
