namespace Docker.DotNet.Models;

public class NetworksCreateParameters
{
    public NetworksCreateParameters()
    {
    }

    public NetworksCreateParameters(NetworkCreate NetworkCreate)
    {
        if (NetworkCreate != null)
        {
            Attachable = NetworkCreate.Attachable;
            CheckDuplicate = NetworkCreate.CheckDuplicate;
            ConfigFrom = NetworkCreate.ConfigFrom;
            ConfigOnly = NetworkCreate.ConfigOnly;
            Driver = NetworkCreate.Driver;
            EnableIPv6 = NetworkCreate.EnableIPv6;
            IPAM = NetworkCreate.IPAM;
            Ingress = NetworkCreate.Ingress;
            Internal = NetworkCreate.Internal;
            Labels = NetworkCreate.Labels;
            Options = NetworkCreate.Options;
            Scope = NetworkCreate.Scope;
        }
    }

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
    public string Name { get; set; }
    public IDictionary<string, string> Options { get; set; }
    public string Scope { get; set; }
}
