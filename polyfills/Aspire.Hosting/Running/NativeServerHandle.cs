namespace Aspire.Hosting.Running;

/// <summary>A started native server: when it exits and with which code, and how it is asked to.</summary>
sealed record NativeServerHandle(Task<int> Exited, Func<CancellationToken, Task> StopAsync);
