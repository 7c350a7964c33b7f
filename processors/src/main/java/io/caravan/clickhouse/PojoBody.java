package io.caravan.clickhouse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

import com.clickhouse.client.api.serde.POJOFieldSerializer;

/** Objects as rows in RowBinary, in the order of a {@link PojoTable}'s columns. */
final class PojoBody implements InsertBody {

    private static final int BUFFER_SIZE = 64 * 1024;

    private final List<?> objects;
    private final PojoTable table;

    PojoBody(List<?> objects, PojoTable table) {
        this.objects = objects;
        this.table = table;
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        ByteArrayOutputStream buffer = new ByteArrayOutputStream(BUFFER_SIZE + 8 * 1024);
        for (int row = 0; row < objects.size(); row++) {
            serialize(row, buffer);
            if (buffer.size() >= BUFFER_SIZE) {
                buffer.writeTo(out);
                buffer.reset();
            }
        }
        buffer.writeTo(out);
    }

    private void serialize(int row, OutputStream buffer) throws BodyReadException {
        try {
            for (POJOFieldSerializer serializer : table.serializers()) {
                serializer.serialize(objects.get(row), buffer);
            }
        } catch (ReflectiveOperationException | IOException | RuntimeException e) {
            String message = "object " + row + " does not fit the columns: "
                    + e.getClass().getSimpleName();
            throw new BodyReadException(ErrorClass.PERMANENT, message, e);
        }
    }
}
