import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

public class Crash_3f513fa47f478e05308f5e4fea3ecc74c74eb3b7 {
    static final String base64Bytes = String.join("", "AAcBAAABAAAAAAAAAAACAAE=");

    public static void main(String[] args) throws Throwable {
        Crash_3f513fa47f478e05308f5e4fea3ecc74c74eb3b7.class.getClassLoader().setDefaultAssertionStatus(true);
        try {
            Method fuzzerInitialize = dev.torsion.names.fuzz.MessageFuzzer.class.getMethod("fuzzerInitialize");
            fuzzerInitialize.invoke(null);
        } catch (NoSuchMethodException ignored) {
            try {
                Method fuzzerInitialize = dev.torsion.names.fuzz.MessageFuzzer.class.getMethod("fuzzerInitialize", String[].class);
                fuzzerInitialize.invoke(null, (Object) args);
            } catch (NoSuchMethodException ignored1) {
            } catch (IllegalAccessException | InvocationTargetException e) {
                e.printStackTrace();
                System.exit(1);
            }
        } catch (IllegalAccessException | InvocationTargetException e) {
            e.printStackTrace();
            System.exit(1);
        }
        byte[] input = java.util.Base64.getDecoder().decode(base64Bytes);
        dev.torsion.names.fuzz.MessageFuzzer.fuzzerTestOneInput(input);
    }
}