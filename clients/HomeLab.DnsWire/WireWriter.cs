using System.Buffers;
using System.Buffers.Binary;

namespace HomeLab.DnsWire;

/// <summary>Writes in network order.</summary>
sealed class WireWriter
{
    readonly ArrayBufferWriter<byte> buffer = new();

    public void UInt16(ushort value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(buffer.GetSpan(2), value);
        buffer.Advance(2);
    }

    public void UInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(buffer.GetSpan(4), value);
        buffer.Advance(4);
    }

    public void UInt48(long value)
    {
        UInt16((ushort)(value >> 32));
        UInt32((uint)value);
    }

    public void Bytes(ReadOnlySpan<byte> bytes) => buffer.Write(bytes);

    public void Name(WireName name) => Bytes(name.Wire);

    public void Record(WireRecord record)
    {
        Name(record.Name);
        UInt16(record.Type);
        UInt16(record.Class);
        UInt32(record.Ttl);
        UInt16(checked((ushort)record.Data.Length));
        Bytes(record.Data.Span);
    }

    public byte[] ToArray() => buffer.WrittenSpan.ToArray();
}
