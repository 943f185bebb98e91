using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace HomeLab.Lab.Kinds;

public sealed record ProxmoxSource
{
    [RegularExpression(Forms.Name, ErrorMessage = Forms.NameExpected)]
    public required string Name { get; init; }

    [RegularExpression(Forms.HttpUrl, ErrorMessage = Forms.HttpUrlExpected)]
    public required string Url { get; init; }

    [Description("API token, user@realm!id=secret.")]
    public required SecretReference Token { get; init; }

    [Description("SHA-256 of a self-signed certificate, which is then the only one trusted.")]
    [RegularExpression("([0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2}", ErrorMessage = "32 pairs of hexadecimal digits with colons between")]
    public string? Fingerprint { get; init; }

    [Description("Which guests get a name; without it none does.")]
    public GuestPublishSpec? Publish { get; init; }
}

public sealed record KubernetesSource
{
    [RegularExpression(Forms.Name, ErrorMessage = Forms.NameExpected)]
    public required string Name { get; init; }

    [Description("The kubeconfig's context; unset: its current one, or the cluster that HomeLab runs in.")]
    public string? Context { get; init; }

    [Description("The kubeconfig.")]
    public SecretReference? Kubeconfig { get; init; }

    [Description("Which names of its objects become public, and where they point; without it none does.")]
    public KubernetesPublishSpec? Publish { get; init; }

    [Description("Systems that it has to have; that one is missing is a critical finding.")]
    public IReadOnlyList<RequiredSystem>? Requires { get; init; }
}

public sealed record RequiredSystem
{
    [Description("A system of the catalogue, such as cert-manager.")]
    [RegularExpression(Forms.Name, ErrorMessage = Forms.NameExpected)]
    public required string System { get; init; }

    [Description("The folder that deploys it, which is named where it is missing.")]
    public string? Component { get; init; }
}

public sealed record KomodoSource
{
    [RegularExpression(Forms.Name, ErrorMessage = Forms.NameExpected)]
    public required string Name { get; init; }

    [RegularExpression(Forms.HttpUrl, ErrorMessage = Forms.HttpUrlExpected)]
    public required string Url { get; init; }

    public required SecretReference Key { get; init; }

    public required SecretReference Secret { get; init; }

    [Description("Where the names of its stacks' containers point and which of them become public; without it none does.")]
    public PublishSpec? Publish { get; init; }
}
