namespace HomeLab.Benchmarks.Sources;

/// <summary>A kind of object, and what one of it looks like.</summary>
/// <param name="IsCustom">Its definition has to be made first.</param>
sealed record ObjectKind(string Group, string Version, string Kind, string Plural, bool IsNamespaced = true, bool IsCustom = false)
{
    /// <summary>Of the size and depth that a pod's specification usually has.</summary>
    const string PodSpec = """
        {"nodeName":"thing-1","serviceAccountName":"default","restartPolicy":"Always","volumes":[{"name":"data","persistentVolumeClaim":{"claimName":"thing-0"}},{"name":"config","configMap":{"name":"thing-0"}}],
        "containers":[{"name":"app","image":"ghcr.io/example/app:1.2.3","imagePullPolicy":"IfNotPresent","ports":[{"name":"http","containerPort":8080,"protocol":"TCP"}],
        "env":[{"name":"TZ","value":"Europe/Berlin"},{"name":"DATABASE","valueFrom":{"secretKeyRef":{"name":"thing-0","key":"url"}}}],
        "resources":{"requests":{"cpu":"50m","memory":"128Mi"},"limits":{"memory":"512Mi"}},"livenessProbe":{"httpGet":{"path":"/health","port":"http"},"periodSeconds":10},
        "readinessProbe":{"httpGet":{"path":"/ready","port":"http"},"periodSeconds":10},"volumeMounts":[{"name":"data","mountPath":"/data"},{"name":"config","mountPath":"/config"}]}]}
        """;

    string Api => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <param name="space">Null: in all namespaces.</param>
    public string Path(string? space = null) =>
        $"{(Group.Length == 0 ? "api" : "apis")}/{Api}/{(IsNamespaced && space is not null ? $"namespaces/{space}/" : "")}{Plural}";

    public string Definition() => $$$"""
        {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"{{{Plural}}}.{{{Group}}}"},"spec":{"group":"{{{Group}}}","scope":"Namespaced",
        "names":{"plural":"{{{Plural}}}","singular":"{{{Kind.ToLowerInvariant()}}}","kind":"{{{Kind}}}","listKind":"{{{Kind}}}List"},"versions":[{"name":"{{{Version}}}","served":true,"storage":true,
        "subresources":{"status":{} },"schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true} }}]} }
        """;

    public string Manifest(string space, int number) => $$$"""
        {"apiVersion":"{{{Api}}}","kind":"{{{Kind}}}","metadata":{"name":"thing-{{{number}}}"{{{(IsNamespaced ? $",\"namespace\":\"{space}\"" : "")}}},
        "labels":{"app.kubernetes.io/name":"thing","app.kubernetes.io/instance":"thing-{{{number}}}","app.kubernetes.io/managed-by":"Helm","helm.sh/chart":"thing-1.2.3"},
        "annotations":{"example.org/of":"a benchmark"} },{{{Content(number)}}}}
        """;

    string Content(int number) => Kind switch
    {
        "Pod" => $$""" "spec":{{PodSpec}},"status":{"phase":"Running","podIP":"10.1.2.3","conditions":[{"type":"Ready","status":"True"}]} """,
        "Deployment" or "StatefulSet" or "DaemonSet" or "ReplicaSet" =>
            $$$""" "spec":{"replicas":1,"selector":{"matchLabels":{"app":"thing"}},"template":{"metadata":{"labels":{"app":"thing"}},"spec":{{{PodSpec}}}}} """,
        "Job" => $$$""" "spec":{"template":{"spec":{{{PodSpec}}}}} """,
        "Secret" or "ConfigMap" => """ "data":{"url":"cG9zdGdyZXM6Ly9kYXRhYmFzZQ=="} """,
        "Service" => """ "spec":{"clusterIP":"10.43.0.1","ports":[{"name":"http","port":80,"targetPort":"http"}],"selector":{"app":"thing"}} """,
        "EndpointSlice" => """ "addressType":"IPv4","endpoints":[{"addresses":["10.1.2.3"],"conditions":{"ready":true}}],"ports":[{"name":"http","port":8080}] """,
        "HTTPRoute" or "GRPCRoute" or "TLSRoute" =>
            $$$""" "spec":{"hostnames":["thing-{{{number}}}.example.org"],"parentRefs":[{"name":"thing-0"}],"rules":[{"backendRefs":[{"name":"thing-0","port":80}]}]} """,
        "Ingress" =>
            $$$""" "spec":{"rules":[{"host":"thing-{{{number}}}.example.org","http":{"paths":[{"path":"/","pathType":"Prefix","backend":{"service":{"name":"thing-0","port":{"number":80} } } }]} }]} """,
        "PersistentVolumeClaim" => """ "spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"10Gi"}},"volumeName":"thing-0"},"status":{"phase":"Bound"} """,
        "Node" => """ "status":{"conditions":[{"type":"Ready","status":"True"}],"nodeInfo":{"kubeletVersion":"v1.36.0"},"capacity":{"cpu":"8","memory":"32Gi"}} """,
        _ => """ "spec":{"interval":"10m","suspend":false},"status":{"conditions":[{"type":"Ready","status":"True","reason":"Succeeded","message":"all is well"}]} """,
    };
}
