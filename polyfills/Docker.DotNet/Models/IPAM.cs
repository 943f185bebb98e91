namespace Docker.DotNet.Models;

public class IPAM
{
    public IList<IPAMConfig> Config { get; set; }
    public string Driver { get; set; }
    public IDictionary<string, string> Options { get; set; }
}
