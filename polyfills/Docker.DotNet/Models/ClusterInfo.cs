namespace Docker.DotNet.Models;

public class ClusterInfo
{
    public DateTime CreatedAt { get; set; }
    public string ID { get; set; }
    public DateTime UpdatedAt { get; set; }
}
