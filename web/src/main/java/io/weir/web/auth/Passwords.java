package io.weir.web.auth;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Hashes and checks passwords with argon2id, 19 MiB and two passes, as in the <a
 * href="https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html">OWASP cheat sheet</a>.
 */
final class Passwords {
    private static final Argon2Function ARGON2 = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);
    private static final int SALT_BYTES = 16;

    /** Each check costs 19 MiB and a core for a while: a flood of logins must not take the machine. */
    private final Semaphore atOnce = new Semaphore(2);

    private final String nobody = hash(Tokens.random());

    String hash(String password) {
        return Password.hash(password).addRandomSalt(SALT_BYTES).with(ARGON2).getResult();
    }

    /** Checks a password; for an account that is not there it takes just as long and says no. */
    boolean matches(Optional<Account> account, String password) {
        atOnce.acquireUninterruptibly();
        try {
            boolean right = Password.check(
                            password, account.map(Account::passwordHash).orElse(nobody))
                    .with(ARGON2);
            return right && account.isPresent();
        } finally {
            atOnce.release();
        }
    }
}
