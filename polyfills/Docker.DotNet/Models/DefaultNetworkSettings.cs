namespace Docker.DotNet.Models;

public class DefaultNetworkSettings
{
    public string EndpointID { get; set; }
    public string Gateway { get; set; }
    public string GlobalIPv6Address { get; set; }
    public long GlobalIPv6PrefixLen { get; set; }
    public string IPAddress { get; set; }
    public long IPPrefixLen { get; set; }
    public string IPv6Gateway { get; set; }
    public string MacAddress { get; set; }
}
