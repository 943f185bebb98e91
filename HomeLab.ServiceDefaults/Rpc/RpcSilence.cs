using Grpc.Core;

namespace HomeLab.ServiceDefaults.Rpc;

/// <summary>Why another service gives no answer, as half a sentence for people: <c>it cannot be reached</c>.</summary>
public static class RpcSilence
{
    public static string Why(StatusCode code) => code switch
    {
        StatusCode.Unavailable => "it cannot be reached",
        StatusCode.DeadlineExceeded => "it does not answer in time",
        StatusCode.Unauthenticated => "it does not know this service's token",
        StatusCode.PermissionDenied => "it does not let this service ask",
        StatusCode.Unimplemented => "what answers in its place does not know the question",
        StatusCode.DataLoss => "its answer does not say of which database it is",
        _ => "its answer cannot be read",
    };
}
