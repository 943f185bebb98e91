namespace k8s.KubeConfigs;

/// <summary>A server and whom to trust there.</summary>
sealed class ClusterEntry
{
    public string Server { get; set; }

    public string TlsServerName { get; set; }

    public bool InsecureSkipTlsVerify { get; set; }

    public string CertificateAuthority { get; set; }

    public string CertificateAuthorityData { get; set; }

    public void ResolvePaths(string directory) => CertificateAuthority = RelativePath.Resolve(directory, CertificateAuthority);
}
