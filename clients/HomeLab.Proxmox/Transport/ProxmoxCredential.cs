using System.Text.RegularExpressions;

namespace HomeLab.Proxmox.Transport;

/// <summary>An API token in the form that the header wants; only its name can be printed.</summary>
sealed partial class ProxmoxCredential
{
    const string Scheme = "PVEAPIToken=";

    readonly string name;

    ProxmoxCredential(string name, string secret)
    {
        this.name = name;
        Secret = secret;
    }

    public string Secret { get; }

    /// <summary>The server unescapes the whole value as a URI part and splits it at its last <c>=</c>.</summary>
    public string Header => $"{Scheme}{name.Replace("%", "%25")}={Secret.Replace("%", "%25")}";

    /// <summary>Token files end in newlines and are pasted with the scheme.</summary>
    public static ProxmoxCredential Parse(string? token, Call call)
    {
        var trimmed = token?.Trim() ?? "";
        var bare = trimmed.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? trimmed[Scheme.Length..] : trimmed;
        return Form().Match(bare) is { Success: true } match
            ? new ProxmoxCredential(match.Groups["name"].Value, match.Groups["secret"].Value)
            : throw new ProxmoxException(ProxmoxFailure.TokenRefused, call.Sentence(false, bare.Length == 0
                ? "the Proxmox token is empty"
                : "the Proxmox token is not of the form user@realm!id=secret")) { WasSent = false };
    }

    public override string ToString() => name;

    [GeneratedRegex(@"^(?<name>[^\s:/""]+@[A-Za-z][A-Za-z0-9._-]+![A-Za-z][A-Za-z0-9._-]+)=(?<secret>[!#-~]+)$")]
    private static partial Regex Form();
}
