package io.caravan.bench.start;

/** The least that a Java program can do: no start can take less. */
public final class BareJvm {

    private BareJvm() {}

    public static void main(String[] args) {
        System.out.println(System.getProperty("java.class.path"));
    }
}
