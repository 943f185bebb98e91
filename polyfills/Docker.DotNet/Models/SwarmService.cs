namespace Docker.DotNet.Models;

public class SwarmService
{
    public DateTime CreatedAt { get; set; }
    public string ID { get; set; }
    public ServiceSpec PreviousSpec { get; set; }
    public ServiceSpec Spec { get; set; }
    public DateTime UpdatedAt { get; set; }
}
