namespace Docker.DotNet.Models;

public class Health
{
    public long FailingStreak { get; set; }
    public IList<HealthcheckResult> Log { get; set; }
    public string Status { get; set; }
}
