package io.weir.demo.jobs;

/**
 * A payment.
 *
 * @param remittance what the payer wrote, with the bank's envelope around it
 */
public record Payment(long id, String account, String merchant, long cents, String remittance) {
    private static final String ENVELOPE =
            "<CdtTrfTxInf><PmtTpInf><SvcLvl><Cd>SEPA</Cd></SvcLvl></PmtTpInf><ChrgBr>SLEV</ChrgBr></CdtTrfTxInf>"
                    .repeat(9);

    static String message(long number) {
        return number + ";account-" + number * 104_729 % 2_000 + ";merchant-" + number * 13 % 40 + ";"
                + (number * 977 % 25_000 + 99) + ";invoice " + (number % 9_973) + " " + ENVELOPE;
    }

    static Payment parse(String message) {
        String[] fields = message.split(";", 5);
        return new Payment(Long.parseLong(fields[0]), fields[1], fields[2], Long.parseLong(fields[3]), fields[4]);
    }
}
