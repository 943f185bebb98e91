namespace HomeLab.DnsWire;

/// <summary>A resource record.</summary>
/// <param name="Data">With names in it written out, as they were spelt.</param>
public sealed record WireRecord(WireName Name, ushort Type, ushort Class, uint Ttl, ReadOnlyMemory<byte> Data)
{
    public bool HasData(WireRecord other) => Data.Span.SequenceEqual(other.Data.Span);
}
