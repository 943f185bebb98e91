namespace Docker.DotNet.Models;

public class PeerInfo
{
    public string IP { get; set; }
    public string Name { get; set; }
}
