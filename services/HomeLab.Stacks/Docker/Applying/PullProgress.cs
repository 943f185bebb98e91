using Docker.DotNet.Models;

namespace HomeLab.Stacks.Docker.Applying;

/// <summary>Keeps the error that an Engine tells in the midst of a pull which began well.</summary>
sealed class PullProgress : IProgress<JSONMessage>
{
    public string? Error { get; private set; }

    public void Report(JSONMessage value) => Error ??= value?.Error?.Message;
}
