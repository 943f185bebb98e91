using System.Buffers.Binary;
using System.Net;
using System.Text;
using HomeLab.Dns.Records;
using HomeLab.DnsWire;

namespace HomeLab.Dns.Providers.Rfc2136;

/// <summary>Contents between the wire's bytes and ours.</summary>
static class WireContent
{
    /// <summary>Data of the types that can be wanted.</summary>
    public static (ushort Type, byte[] Data) Write(RecordContent content) => content switch
    {
        RecordContent.A a => (RecordType.A, a.Address.GetAddressBytes()),
        RecordContent.Aaaa aaaa => (RecordType.Aaaa, aaaa.Address.GetAddressBytes()),
        RecordContent.Cname cname => (RecordType.Cname, NameOf(cname.Target)),
        RecordContent.Txt txt => (RecordType.Txt, TextData.Write(txt.Value)),
        RecordContent.Mx mx => (RecordType.Mx, [.. Number(mx.Priority), .. NameOf(mx.Exchange)]),
        RecordContent.Srv srv => (RecordType.Srv, [.. Number(srv.Priority), .. Number(srv.Weight), .. Number(srv.Port), .. NameOf(srv.Target)]),
        RecordContent.Caa caa => (RecordType.Caa, [(byte)caa.Flags, (byte)caa.Tag.Length, .. Encoding.UTF8.GetBytes(caa.Tag + caa.Value)]),
        _ => throw new ArgumentException($"{content.Type} is not written.", nameof(content)),
    };

    public static RecordContent Read(WireRecord record) => Known(record) ?? new RecordContent.Other(RecordType.NameOf(record.Type), TextOf(record));

    static RecordContent? Known(WireRecord record)
    {
        var data = record.Data.Span;
        return record.Type switch
        {
            RecordType.A when data.Length == 4 => new RecordContent.A(new IPAddress(data)),
            RecordType.Aaaa when data.Length == 16 => new RecordContent.Aaaa(new IPAddress(data)),
            RecordType.Cname when Target(data) is { } target => new RecordContent.Cname(target),
            RecordType.Txt => new RecordContent.Txt(TextData.Join(TextData.Read(data))),
            RecordType.Mx when data.Length > 2 && Target(data[2..]) is { } exchange => new RecordContent.Mx(Number(data), exchange),
            RecordType.Srv when data.Length > 6 && Target(data[6..]) is { } target =>
                new RecordContent.Srv(Number(data), Number(data[2..]), Number(data[4..]), target),
            RecordType.Caa when data.Length > 2 && data[1] is > 0 && data.Length >= 2 + data[1] => new RecordContent.Caa(
                data[0], Encoding.UTF8.GetString(data.Slice(2, data[1])).ToLowerInvariant(), Encoding.UTF8.GetString(data[(2 + data[1])..])),
            _ => null,
        };
    }

    /// <summary>A name server's name for people, anything else as RFC 3597 writes it.</summary>
    static string TextOf(WireRecord record) => record.Type is RecordType.Ns or RecordType.Cname or RecordType.Ptr or RecordType.Dname
        ? WireText(record.Data.Span)
        : $@"\# {record.Data.Length} {Convert.ToHexStringLower(record.Data.Span)}";

    static DomainName? Target(ReadOnlySpan<byte> wire) => DomainName.TryParse(WireText(wire), out var name) ? name : null;

    /// <summary>Of a name that the reader has written out.</summary>
    static string WireText(ReadOnlySpan<byte> wire)
    {
        var labels = new List<byte[]>();
        for (var at = 0; wire[at] != 0; at += 1 + wire[at])
        {
            labels.Add(wire.Slice(at + 1, wire[at]).ToArray());
        }
        return WireName.FromLabels(labels).ToString();
    }

    static byte[] NameOf(DomainName name) => WireName.Parse(name.ToString()).Wire.ToArray();

    static byte[] Number(int value) => [(byte)(value >> 8), (byte)value];

    static int Number(ReadOnlySpan<byte> data) => BinaryPrimitives.ReadUInt16BigEndian(data);
}
