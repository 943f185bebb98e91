using System.Net;
using k8s.Authentication;

namespace k8s.KubeConfigs;

/// <summary>Brings one context of a kubeconfig into a configuration.</summary>
sealed class ContextReading(KubeConfig file, KubernetesClientConfiguration result)
{
    const string Alternatives =
        "Give the user a token (kubectl create token), a tokenFile that something renews, or a client certificate; "
        + "in a pod, leave the kubeconfig out and use its service account.";

    /// <summary>Returns the context's name as the file has it.</summary>
    public string Apply(string name)
    {
        var named = file.Contexts.Find(context => Is(context.Name, name))
            ?? throw file.Refuse($"has no context '{name}'.");
        if (string.IsNullOrEmpty(named.Context?.Cluster))
            throw file.Refuse($"names no cluster in the context '{named.Name}'.");

        ApplyCluster(named);
        ApplyUser(named);
        result.Namespace = named.Context.Namespace;
        return named.Name;
    }

    void ApplyCluster(NamedContext context)
    {
        var name = context.Context.Cluster;
        var cluster = file.Clusters.Find(candidate => Is(candidate.Name, name))?.Cluster
            ?? throw file.Refuse($"has no cluster '{name}', which its context '{context.Name}' names.");
        if (!Uri.TryCreate(cluster.Server, UriKind.Absolute, out var server))
            throw file.Refuse($"has no address of a server for the cluster '{name}'.");

        result.Host = Reachable(server, cluster.Server);
        result.SkipTlsVerify = cluster.InsecureSkipTlsVerify;
        result.TlsServerName = cluster.TlsServerName;
        if (server.Scheme != Uri.UriSchemeHttps)
            return;
        if (!string.IsNullOrEmpty(cluster.CertificateAuthorityData))
            result.SslCaCerts = Authorities.FromBase64(cluster.CertificateAuthorityData, $"{file.Source}: the authority of the cluster '{name}'");
        else if (!string.IsNullOrEmpty(cluster.CertificateAuthority))
            result.SslCaCerts = Authorities.FromFile(cluster.CertificateAuthority);
    }

    void ApplyUser(NamedContext context)
    {
        var name = context.Context.User;
        if (string.IsNullOrWhiteSpace(name))
            return;
        var user = file.Users.Find(candidate => Is(candidate.Name, name))?.User
            ?? throw file.Refuse($"has nothing about the user '{name}', whom its context '{context.Name}' names.");

        RefusePrograms(name, user);
        if (!ApplyToken(user) & !ApplyCertificate(user))
            throw file.Refuse($"does not say how the user '{name}' authenticates. {Alternatives}");
    }

    void RefusePrograms(string name, UserEntry user)
    {
        if (user.Exec is not null)
        {
            throw file.Refuse(
                $"lets the user '{name}' authenticate with the exec plugin '{user.Exec.Command}', and no program is run from a kubeconfig. "
                + Alternatives);
        }
        if (user.AuthProvider is not null)
        {
            throw file.Refuse(
                $"lets the user '{name}' authenticate with the auth provider '{user.AuthProvider.Name}', which is not supported. "
                + Alternatives);
        }
    }

    bool ApplyToken(UserEntry user)
    {
        if (!string.IsNullOrWhiteSpace(user.TokenFile))
            result.TokenProvider = new TokenFileAuth(user.TokenFile);
        else if (!string.IsNullOrWhiteSpace(user.Token))
            result.AccessToken = user.Token;
        else if (!string.IsNullOrWhiteSpace(user.Username) && !string.IsNullOrWhiteSpace(user.Password))
            (result.Username, result.Password) = (user.Username, user.Password);
        else
            return false;
        return true;
    }

    bool ApplyCertificate(UserEntry user)
    {
        var found = false;
        if (!string.IsNullOrWhiteSpace(user.ClientCertificateData) && !string.IsNullOrWhiteSpace(user.ClientKeyData))
        {
            (result.ClientCertificateData, result.ClientCertificateKeyData) = (user.ClientCertificateData, user.ClientKeyData);
            found = true;
        }
        if (!string.IsNullOrWhiteSpace(user.ClientCertificate) && !string.IsNullOrWhiteSpace(user.ClientKey))
        {
            (result.ClientCertificateFilePath, result.ClientKeyFilePath) = (user.ClientCertificate, user.ClientKey);
            found = true;
        }
        return found;
    }

    /// <summary>Distributions that listen on every address write that address; one cannot connect to it.</summary>
    static string Reachable(Uri server, string text) => server.Host switch
    {
        "0.0.0.0" => new UriBuilder(server) { Host = IPAddress.Loopback.ToString() }.ToString(),
        "[::]" => new UriBuilder(server) { Host = IPAddress.IPv6Loopback.ToString() }.ToString(),
        _ => text,
    };

    static bool Is(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
