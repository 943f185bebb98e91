namespace Docker.DotNet.Models;

public class Info
{
    public ClusterInfo Cluster { get; set; }
    public bool ControlAvailable { get; set; }
    public string Error { get; set; }
    public string LocalNodeState { get; set; }
    public long Managers { get; set; }
    public string NodeAddr { get; set; }
    public string NodeID { get; set; }
    public long Nodes { get; set; }
    public IList<string> Warnings { get; set; }
}
