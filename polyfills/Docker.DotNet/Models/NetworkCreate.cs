namespace Docker.DotNet.Models;

public class NetworkCreate
{
    public bool Attachable { get; set; }
    public bool CheckDuplicate { get; set; }
    public ConfigReference ConfigFrom { get; set; }
    public bool ConfigOnly { get; set; }
    public string Driver { get; set; }
    public bool EnableIPv6 { get; set; }
    public IPAM IPAM { get; set; }
    public bool Ingress { get; set; }
    public bool Internal { get; set; }
    public IDictionary<string, string> Labels { get; set; }
    public IDictionary<string, string> Options { get; set; }
    public string Scope { get; set; }
}
