using System.Text.Json.Nodes;
using HomeLab.Simulators.Komodo.Http;

namespace HomeLab.Simulators.Komodo.Reads;

/// <summary>What can be read, by the type of the request.</summary>
static class ReadApi
{
    /// <exception cref="KomodoRefusal">Also where there is no such type.</exception>
    public static JsonNode Answer(KomodoCall call) => call.Type switch
    {
        "GetVersion" => new JsonObject { ["version"] = call.View.Version },
        "GetCoreInfo" => CoreReads.Info(call),
        "ListServers" => ServerReads.List(call),
        "GetServer" => ServerReads.Document(call.Server(call.Name("server")), call.Release),
        "GetServerState" => new JsonObject { ["status"] = call.Server(call.Name("server")).State },
        "ListDockerContainers" => ServerReads.Containers(call),
        "ListContainers" when call.Release.IsPaged => ServerReads.Containers(call),
        "ListStacks" => StackReads.List(call),
        "ListFullStacks" => StackReads.FullDocuments(call),
        "ListAllDockerContainers" => ServerReads.AllContainers(call),
        "ListAllContainers" when call.Release.IsPaged => ServerReads.AllContainers(call),
        "GetContainerLog" => LogReads.OfContainer(call),
        "InspectDockerContainer" => ContainerReads.Inspect(call),
        "InspectContainer" when call.Release.IsPaged => ContainerReads.Inspect(call),
        "GetStack" => StackReads.Document(call.Stack(call.Name("stack")), call.Release),
        "GetStackActionState" => StackReads.ActionState(call.Stack(call.Name("stack"))),
        "GetStackLog" => LogReads.OfStack(call),
        "InspectStackContainer" => ContainerReads.InspectOfStack(call),
        "ListStackServices" => StackReads.Services(call),
        "GetStacksSummary" => StackReads.Summary(call),
        "ListResourceSyncs" => SyncReads.List(call),
        "GetResourceSync" => SyncReads.Document(call.Sync(call.Name("sync"))),
        "ListUpdates" => UpdateReads.List(call),
        "GetUpdate" => UpdateReads.Document(call),
        "ListVariables" => VariableReads.List(call),
        "GetVariable" => VariableReads.One(call),
        "ListTags" => TagReads.List(call),
        "GetTag" => TagReads.One(call),
        var type => throw KomodoRefusal.Unknown(type),
    };
}
