using System.Net;
using System.Net.Sockets;

namespace HomeLab.Dns.Records;

/// <summary>What a record says, parsed: two that mean the same are equal, however they were spelt.</summary>
abstract record RecordContent
{
    RecordContent(string type) => Type = type;

    public string Type { get; }

    /// <summary>Only addresses and aliases can stand behind the provider's proxy.</summary>
    public bool IsProxiable => this is A or Aaaa or Cname;

    /// <summary>Canonical text; <see cref="RecordText.TryParse"/> reads it back.</summary>
    public sealed override string ToString() => this switch
    {
        A a => a.Address.ToString(),
        Aaaa aaaa => aaaa.Address.ToString(),
        Cname cname => cname.Target.ToString(),
        Txt txt => txt.Value,
        Mx mx => $"{mx.Priority} {mx.Exchange}",
        Srv srv => $"{srv.Priority} {srv.Weight} {srv.Port} {srv.Target}",
        Caa caa => $"{caa.Flags} {caa.Tag} \"{caa.Value}\"",
        Other other => other.Text,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public sealed record A : RecordContent
    {
        public A(IPAddress address) : base("A") => Address = Of(address, AddressFamily.InterNetwork);

        public IPAddress Address { get; }
    }

    public sealed record Aaaa : RecordContent
    {
        public Aaaa(IPAddress address) : base("AAAA") => Address = Of(address, AddressFamily.InterNetworkV6);

        public IPAddress Address { get; }
    }

    public sealed record Cname(DomainName Target) : RecordContent("CNAME");

    /// <param name="Value">Unquoted and joined.</param>
    public sealed record Txt(string Value) : RecordContent("TXT");

    public sealed record Mx(int Priority, DomainName Exchange) : RecordContent("MX");

    public sealed record Srv(int Priority, int Weight, int Port, DomainName Target) : RecordContent("SRV");

    /// <param name="Tag">Lower case: <c>issue</c>, <c>issuewild</c>, <c>iodef</c>.</param>
    public sealed record Caa(int Flags, string Tag, string Value) : RecordContent("CAA");

    /// <summary>Of a type that is never wanted or written, or not to be understood: somebody else's.</summary>
    public sealed record Other(string OtherType, string Text) : RecordContent(OtherType);

    static IPAddress Of(IPAddress address, AddressFamily family) =>
        address.AddressFamily == family ? address : throw new ArgumentException($"{address} is of another family.", nameof(address));
}
