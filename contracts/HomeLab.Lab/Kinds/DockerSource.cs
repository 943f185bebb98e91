using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace HomeLab.Lab.Kinds;

public sealed record DockerSource
{
    [Description("The name of this Docker host in addresses: docker/<name>/….")]
    [RegularExpression(Forms.Name, ErrorMessage = Forms.NameExpected)]
    public required string Name { get; init; }

    [Description("Where its engine listens: unix:///var/run/docker.sock or tcp://host:2376.")]
    [RegularExpression("(unix:///|tcp://)[^ ]+", ErrorMessage = "unix:///path/to/docker.sock or tcp://host:port")]
    public required string Endpoint { get; init; }

    [Description("Certificates for tcp; without them only an engine on this machine is spoken to.")]
    public DockerTls? Tls { get; init; }

    [Description("Where its names point and which of them become public; without it none does.")]
    public PublishSpec? Publish { get; init; }
}

public sealed record DockerTls
{
    [Description("The authority that signed the engine's certificate (PEM).")]
    public required SecretReference Ca { get; init; }

    [Description("The client's certificate (PEM).")]
    public SecretReference? Cert { get; init; }

    [Description("The client's key (PEM).")]
    public SecretReference? Key { get; init; }
}

public sealed record PublishSpec
{
    [Description("What the names point at: a host name or an address.")]
    public required string Target { get; init; }

    [Description("What they point at in the zones of internal DNS servers, such as this host's address; unset: the target there too.")]
    public string? Internal { get; init; }

    [Description("Whether Cloudflare stands in front.")]
    public bool Proxied { get; init; }

    [Description("Only routers on these Traefik entry points become public; empty: on any.")]
    [RegularExpression("[A-Za-z0-9_-]+", ErrorMessage = "the name of an entry point, such as websecure")]
    public IReadOnlyList<string> EntryPoints { get; init; } = [];

    [Description("Whether a name is made only once what it leads to is healthy; while that is not known, what is there stays and what is not is not made.")]
    public bool? WhenHealthy { get; init; }

    [Description("Whether it is also taken away while that is unhealthy, but never the last record of a name; includes whenHealthy.")]
    public bool? Withdraw { get; init; }

    [Description("What may become of the records: sync: they follow what asks for them and go with it; upsertOnly: are never deleted; createOnly: are neither changed nor deleted. A container's label homelab.dns-policy counts more. Unset: sync.")]
    [AllowedValues("sync", "upsertOnly", "createOnly")]
    public string? Policy { get; init; }
}
