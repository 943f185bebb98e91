using HomeLab.Inventory.Sources;
using HomeLab.Lab;
using HomeLab.Proxmox;

namespace HomeLab.Inventory.Proxmox;

/// <summary>Tells from what the client throws why a cluster could not be read.</summary>
static class ProxmoxReasons
{
    public static Refusal Of(Exception exception) => exception switch
    {
        SourceUnavailableException unavailable => unavailable.Why,
        { InnerException: SourceUnavailableException unavailable } => unavailable.Why,
        ProxmoxException proxmox => new Refusal(CodeOf(proxmox), proxmox.Message, ""),
        _ => new Refusal("ConnectionLost", exception.Message, ""),
    };

    static string CodeOf(ProxmoxException exception) => exception.Failure switch
    {
        ProxmoxFailure.TokenRefused => "Unauthorized",
        ProxmoxFailure.CertificateRefused => "TlsRefused",
        ProxmoxFailure.WrongCluster => "IdentityChanged",
        ProxmoxFailure.Unreadable => "MalformedAnswer",
        ProxmoxFailure.Unavailable when exception.Status is null => "Unreachable",
        var failure => failure.ToString(),
    };
}
