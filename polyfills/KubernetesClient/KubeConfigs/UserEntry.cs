using YamlDotNet.Serialization;

namespace k8s.KubeConfigs;

/// <summary>How somebody authenticates.</summary>
sealed class UserEntry
{
    public string Token { get; set; }

    [YamlMember(Alias = "tokenFile", ApplyNamingConventions = false)]
    public string TokenFile { get; set; }

    public string Username { get; set; }

    public string Password { get; set; }

    public string ClientCertificate { get; set; }

    public string ClientCertificateData { get; set; }

    public string ClientKey { get; set; }

    public string ClientKeyData { get; set; }

    public NamedProvider AuthProvider { get; set; }

    public ExecProgram Exec { get; set; }

    public void ResolvePaths(string directory)
    {
        TokenFile = RelativePath.Resolve(directory, TokenFile);
        ClientCertificate = RelativePath.Resolve(directory, ClientCertificate);
        ClientKey = RelativePath.Resolve(directory, ClientKey);
    }

    public sealed class NamedProvider
    {
        public string Name { get; set; }
    }

    public sealed class ExecProgram
    {
        public string Command { get; set; }
    }
}
