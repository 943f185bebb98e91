namespace Docker.DotNet.Models;

public class ServiceInfo
{
    public long LocalLBIndex { get; set; }
    public IList<string> Ports { get; set; }
    public IList<NetworkTask> Tasks { get; set; }
    public string VIP { get; set; }
}
