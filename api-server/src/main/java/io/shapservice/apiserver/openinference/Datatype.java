package io.shapservice.apiserver.openinference;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Numeric types of the protocol's tensors; binary data is little endian. */
enum Datatype {
    BOOL(1) {
        @Override
        double at(ByteBuffer data, int index) {
            return data.get(index) == 0 ? 0 : 1;
        }
    },
    UINT8(1) {
        @Override
        double at(ByteBuffer data, int index) {
            return data.get(index) & 0xff;
        }
    },
    UINT16(2) {
        @Override
        double at(ByteBuffer data, int index) {
            return data.getShort(index * 2) & 0xffff;
        }
    },
    UINT32(4) {
        @Override
        double at(ByteBuffer data, int index) {
            return data.getInt(index * 4) & 0xffffffffL;
        }
    },
    UINT64(8) {
        @Override
        double at(ByteBuffer data, int index) {
            long v = data.getLong(index * 8);
            return v >= 0 ? v : ((v >>> 1) | (v & 1)) * 2.0;
        }
    },
    INT8(1) {
        @Override
        double at(ByteBuffer data, int index) {
            return data.get(index);
        }
    },
    INT16(2) {
        @Override
        double at(ByteBuffer data, int index) {
            return data.getShort(index * 2);
        }
    },
    INT32(4) {
        @Override
        double at(ByteBuffer data, int index) {
            return data.getInt(index * 4);
        }
    },
    INT64(8) {
        @Override
        double at(ByteBuffer data, int index) {
            return data.getLong(index * 8);
        }
    },
    FP16(2) {
        @Override
        double at(ByteBuffer data, int index) {
            return Float.float16ToFloat(data.getShort(index * 2));
        }
    },
    FP32(4) {
        @Override
        double at(ByteBuffer data, int index) {
            return data.getFloat(index * 4);
        }
    },
    FP64(8) {
        @Override
        double at(ByteBuffer data, int index) {
            return data.getDouble(index * 8);
        }
    };

    private final int bytes;

    Datatype(int bytes) {
        this.bytes = bytes;
    }

    int bytes() {
        return bytes;
    }

    /** @param index of the element, from 0 */
    abstract double at(ByteBuffer data, int index);

    static Optional<Datatype> named(String name) {
        return Arrays.stream(values()).filter(t -> t.name().equals(name)).findFirst();
    }
}
