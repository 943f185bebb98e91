using HomeLab.Inventory.Certificates;

namespace HomeLab.Inventory.Graph.Rules;

/// <summary>Which certificate an object shows or has. One that several show is one, by its fingerprint.</summary>
static class CertificateRules
{
    const int ShownDigits = 16;

    /// <returns>Null: nobody saw the certificate itself, so that it cannot be told from others.</returns>
    public static Contribution? Of(KnownCertificate known)
    {
        var (state, certificate) = (known.State, known.Certificate);
        if (certificate.Fingerprint.Length < ShownDigits)
            return null;
        var name = certificate.Fingerprint[..ShownDigits];
        var node = new GraphNode($"certificate/{name}", "certificate", name, $"until {Validity.Told(certificate.NotAfter)}");
        // Who checks it refuses the one that shows it; who does not goes on.
        var shown = new Link(state.Object, [node.Address], "shows", Bond.Uses, Rule(state), Evidence(state));
        return state.Object.StartsWith("host/", StringComparison.Ordinal)
            ? new Contribution([node, new GraphNode(state.Object, "host", state.Object["host/".Length..], "")], [shown], [])
            : new Contribution([node], [shown], []);
    }

    static string Rule(CertificateState state) => state.SignalKind switch
    {
        CertificateState.Tls => "tls.served",
        CertificateState.Proxmox => "proxmox.node-certificate",
        _ => "cert-manager.issued",
    };

    static string Evidence(CertificateState state) => state.SignalKind switch
    {
        CertificateState.Tls => $"{state.Signal.Split(' ')[^1]} serves it",
        CertificateState.Proxmox => $"the node lists it as {state.Signal.Split(' ')[^1]}",
        _ => "status.certificate of the last CertificateRequest",
    };
}
