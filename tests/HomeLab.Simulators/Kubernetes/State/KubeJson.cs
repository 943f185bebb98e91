using System.Text.Encodings.Web;
using System.Text.Json;

namespace HomeLab.Simulators.Kubernetes.State;

static class KubeJson
{
    public static JsonSerializerOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
