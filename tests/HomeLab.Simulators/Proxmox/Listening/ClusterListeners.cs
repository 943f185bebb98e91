using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using HomeLab.Simulators.Proxmox.State;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace HomeLab.Simulators.Proxmox.Listening;

/// <summary>The nodes' own ports, where the API hangs at <c>/api2/json</c> as clients expect it, over TLS.</summary>
sealed class ClusterListeners(Clusters clusters, IOptions<ProxmoxOptions> options)
{
    readonly List<(string Cluster, string Node, bool IsTls, ListenOptions Listen)> listening = [];
    readonly ConcurrentDictionary<string, X509Certificate2> loaded = new();

    public bool HasAny => listening.Count > 0;

    public void Listen(KestrelServerOptions kestrel, string? urls)
    {
        var seeds = Clusters.SeedsOf(options.Value).SelectMany(cluster => cluster.Nodes.Select(node => (cluster, node))).Where(pair => pair.node.Port is not null).ToList();
        if (seeds.Count == 0)
            return;
        // Ports that are named here replace those that the settings name, which therefore have to be named again.
        foreach (var url in (urls ?? "http://localhost:5000").Split(';', StringSplitOptions.RemoveEmptyEntries))
            Listen(kestrel, BindingAddress.Parse(url));
        foreach (var (cluster, node) in seeds)
            kestrel.Listen(IPAddress.Loopback, node.Port!.Value, listen =>
            {
                // The real server knows nothing newer.
                listen.Protocols = HttpProtocols.Http1;
                listening.Add((cluster.Name, node.Name, cluster.IsTls, listen));
                if (cluster.IsTls)
                    listen.UseHttps(https => https.ServerCertificateSelector = (_, _) => Shown(cluster.Name, node.Name));
            });
    }

    /// <summary>Where each node that has a port of its own is reached.</summary>
    public IReadOnlyDictionary<string, string> AddressesOf(string cluster) => listening.Where(one => one.Cluster == cluster)
        .ToDictionary(one => one.Node, one => $"{(one.IsTls ? "https" : "http")}://127.0.0.1:{one.Listen.IPEndPoint!.Port}");

    /// <summary>The cluster and node that own a port.</summary>
    public (string Cluster, string Node)? OwnerOf(int port) =>
        listening.Find(one => one.Listen.IPEndPoint!.Port == port) is { Cluster: not null } found ? (found.Cluster, found.Node) : null;

    static void Listen(KestrelServerOptions kestrel, BindingAddress address)
    {
        void Configure(ListenOptions listen)
        {
            if (address.Scheme.Equals("https", StringComparison.OrdinalIgnoreCase))
                listen.UseHttps();
        }

        if (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip))
            kestrel.Listen(ip, address.Port, Configure);
        else if (address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            kestrel.ListenLocalhost(address.Port, Configure);
        else
            kestrel.ListenAnyIP(address.Port, Configure);
    }

    X509Certificate2? Shown(string cluster, string node)
    {
        if (clusters.Find(cluster)?.Current.FindNode(node)?.Certificate is not { } certificate)
            return null;
        return loaded.GetOrAdd(certificate.Pem, _ =>
        {
            // A key in memory only does not serve on every platform; one that went through PKCS#12 does.
            using var read = X509Certificate2.CreateFromPem(certificate.Pem, certificate.Key);
            return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null);
        });
    }
}
