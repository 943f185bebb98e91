namespace HomeLab.Dns.Records;

/// <summary>A record as a provider keeps it. Behind the proxy the ttl is the proxy's: whatever was sent, it reads back as automatic.</summary>
sealed record DnsRecord
{
    public DnsRecord(DomainName name, RecordContent content, Ttl ttl, bool proxied)
    {
        Name = name;
        Content = content;
        Proxied = proxied && content.IsProxiable;
        Ttl = Proxied ? Ttl.Automatic : ttl;
    }

    public DomainName Name { get; }

    public RecordContent Content { get; }

    public Ttl Ttl { get; }

    public bool Proxied { get; }

    public RecordKey Key => new(Name, Content);

    public override string ToString() => $"{Key} ttl {Ttl}{(Proxied ? " proxied" : "")}";
}
