package io.weir.web.auth;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Hashes and checks passwords with argon2id, 7 MiB and five passes, one of the equally strong choices of the <a
 * href="https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html">OWASP cheat sheet</a>:
 * the library holds on to the memory of its function, so a smaller one is better here. A hash tells what it was made with.
 */
final class Passwords {
    private static final Argon2Function ARGON2 = Argon2Function.getInstance(7_168, 5, 1, 32, Argon2.ID);
    private static final int SALT_BYTES = 16;

    /** Each check costs 7 MiB and a core for a while: a flood of logins must not take the machine. */
    private final Semaphore atOnce = new Semaphore(2);

    private final String nobody = hash(Tokens.random());

    String hash(String password) {
        return Password.hash(password).addRandomSalt(SALT_BYTES).with(ARGON2).getResult();
    }

    /** Checks a password; for an account that is not there it takes just as long and says no. */
    boolean matches(Optional<Account> account, String password) {
        atOnce.acquireUninterruptibly();
        try {
            String hash = account.map(Account::passwordHash).orElse(nobody);
            boolean right = Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
            return right && account.isPresent();
        } finally {
            atOnce.release();
        }
    }
}
