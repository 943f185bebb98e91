using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace HomeLab.Lab.Kinds;

public sealed record DnsServerSpec
{
    public const string Internal = "internal";
    public const string External = "external";

    [Description("What the server is called here: its zone example.org is example.org@<name> in plans, history and commands.")]
    [RegularExpression(Forms.Name, ErrorMessage = Forms.NameExpected)]
    public required string Name { get; init; }

    [Description("The primary server's host name or address.")]
    public string? Address { get; init; }

    [Description("Its TCP port; unset: 53.")]
    [Range(1, 65535)]
    public int Port { get; init; } = 53;

    [Description("Instead of a server: the URL of a program that speaks external-dns' webhook provider protocol, such as http://127.0.0.1:8888. It asks for no credentials, so keep it where only HomeLab reaches it.")]
    [RegularExpression(Forms.HttpUrl, ErrorMessage = Forms.HttpUrlExpected)]
    public string? Webhook { get; init; }

    [Description("The zones that HomeLab may write records in, by dynamic update (RFC 2136) or through the webhook.")]
    public required IReadOnlyList<string> Zones { get; init; }

    [Description("Who asks it: internal, those within the lab, whose names may lead elsewhere than outside; external, everybody. Unset: internal.")]
    [AllowedValues(Internal, External)]
    public string View { get; init; } = Internal;

    [Description("The key that may transfer and update the zones of a server.")]
    public TsigSpec? Tsig { get; init; }
}

public sealed record TsigSpec
{
    [Description("The key's name, as the server has it.")]
    public required string Name { get; init; }

    [Description("Unset: hmac-sha256.")]
    [AllowedValues("hmac-sha256", "hmac-sha384", "hmac-sha512")]
    public string Algorithm { get; init; } = "hmac-sha256";

    [Description("The key's secret, in base64.")]
    public required SecretReference Secret { get; init; }
}
