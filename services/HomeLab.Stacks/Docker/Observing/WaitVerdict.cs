namespace HomeLab.Stacks.Docker.Observing;

enum WaitVerdict
{
    Met,
    Pending,
    /// <summary>Waiting longer is of no use.</summary>
    Failed,
}
