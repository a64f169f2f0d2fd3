import { timeIn } from "./time";
import type { Words } from "./words";

const count = (amount: number, one: string, many = `${one}s`): string => `${amount} ${amount === 1 ? one : many}`;
const because = (reason: string | undefined): string => (reason === undefined || reason === "" ? "" : `: ${reason}`);
const time = timeIn("pt-BR");

export const pt: Words = {
  language: "pt",
  time,
  times: (amount) => count(amount, "vez", "vezes"),
  waitsForImage: "aguarda a primeira imagem",
  tasks: (running, desired) => `${running} de ${desired} em execução`,
  retention: (days, of) => (days === undefined ? (of === "backups" ? "nenhum" : "sem expiração") : count(days, "dia")),
  expiry: (at, days) =>
    days === undefined ? time(at) : `${time(at)} (${days < 0 ? "expirado" : `em ${count(days, "dia")}`})`,
  managed: "por esta stack",
  notManaged: "existente",

  headings: {
    report: "Relatório de provisionamento",
    summary: "Resumo",
    pending: "Ações pendentes",
    totals: "Totais",
    components: "Componentes",
    drift: "Divergências",
    unmanaged: "Fora do estado",
    commands: "Comandos úteis",
    contents: "Conteúdo",
  },
  facts: { account: "Conta", region: "Região", readAt: "Situação em", dashboard: "Painel" },
  verdicts: {
    absent: "ainda não implantado",
    deploying: "em implantação",
    critical: "ação necessária",
    attention: "em execução, com avisos",
    well: "em ordem",
  },
  severities: { critical: "crítica", warning: "em breve", info: "para informação" },
  nothingPending: "Não há nada pendente.",
  pendingCounts: (critical, warning, info) =>
    critical + warning + info === 0
      ? "Não há nada pendente."
      : `Pendências: ${count(critical, "crítica")}, ${warning} em breve, ${info} para informação.`,
  effort: (calls, repeated, seconds) =>
    `Lido com ${count(calls, "chamada")} à AWS${repeated === 0 ? "" : `, ${count(repeated, "repetida")}`}, em ${seconds} s.`,
  unreadable: (reason) => `Não foi possível ler (${reason}). O restante do relatório não é afetado.`,
  notDeployed: "Ainda não implantado.",
  wellOf: (well, all) =>
    well === all ? (all === 1 ? "em ordem" : `todos os ${all} em ordem`) : `${well} de ${all} em ordem`,
  notRead: "não legível",
  withoutPending: (amount) => `mais ${amount}, sem nada pendente`,
  forInformation: (amount) => `${amount} para informação`,

  totals: {
    columns: ["Componente", "Declarados", "Implantados", "Em ordem"],
    all: "Todos os recursos do Terraform",
  },
  pendingColumns: ["", "O quê", "Por quê", "Comando"],
  commandColumns: ["O quê", "Comando"],

  summary: {
    resources: (deployed, declared) =>
      `${deployed} de ${count(declared, "recurso declarado", "recursos declarados")} estão implantados.`,
    absent: (declared) =>
      `Nada está implantado de ${count(declared, "recurso declarado", "recursos declarados")}: ainda não há estado.`,
    lock: (who, since, operation) =>
      `${who} mantém o bloqueio do estado desde ${since} (${operation}): o que segue pode mudar a qualquer momento.`,
    services: (well, all, running, desired) =>
      `${well} de ${count(all, "serviço")} em ordem, ${running} de ${count(desired, "tarefa")} em execução.`,
    targets: (healthy, all) => `${healthy} de ${count(all, "destino saudável", "destinos saudáveis")}.`,
    alarms: (ringing, all) =>
      ringing === 0
        ? `Nenhum de ${count(all, "alarme")} está disparado.`
        : `${ringing} de ${count(all, "alarme")} disparados.`,
    certificate: (domain, at) => `O certificado que expira primeiro é ${domain}: ${at}.`,
    backups: (name, at) => `${name} pode ser restaurado até ${at}.`,
    unreadable: (parts) => `Não foi possível ler: ${parts.join(", ")}.`,
  },
  figures: {
    services: "serviços em ordem",
    tasks: "tarefas em execução",
    targets: "destinos saudáveis",
    alarms: "alarmes disparados",
    critical: "críticas",
    resources: "recursos",
  },

  components: {
    clusters: { title: "Clusters", columns: ["Cluster", "Estado", "Tarefas em execução", "Tarefas pendentes"] },
    services: {
      title: "Serviços",
      columns: ["Serviço", "Tarefas", "Revisão", "Imagem", "Última implantação", "Tarefas encerradas"],
    },
    loadBalancers: {
      title: "Balanceadores de carga",
      columns: ["Balanceador", "Estado", "Esquema", "Nome DNS", "Zonas"],
    },
    targetGroups: {
      title: "Grupos de destino",
      columns: ["Grupo de destino", "Serviço", "Estado", "Saudáveis", "Não saudáveis", "Em mudança", "Por quê"],
    },
    certificates: { title: "Certificados", columns: ["Domínio", "Estado", "Expira", "Outros nomes", "Região"] },
    records: { title: "Nomes DNS", columns: ["Nome", "Tipo", "Estado", "Deve apontar para", "Aponta para"] },
    secrets: {
      title: "Segredos",
      columns: ["Segredo", "Serviço", "Estado", "Chaves necessárias", "Chaves ausentes", "Alterado"],
    },
    roles: { title: "Funções do IAM", columns: ["Função", "Estado", "Políticas", "Último uso"] },
    logGroups: { title: "Grupos de logs", columns: ["Grupo de logs", "Retenção", "Armazenado"] },
    databases: {
      title: "Bancos de dados",
      columns: [
        "Banco",
        "Estado",
        "Gerenciado",
        "Mecanismo",
        "Retenção dos backups",
        "Restaurável até",
        "Cópia dos backups",
      ],
    },
    vaults: {
      title: "Cofres de backup",
      columns: ["Cofre", "Região", "Estado", "Pontos de recuperação em 3 dias", "Último"],
    },
    alarms: { title: "Alarmes", columns: ["Alarme", "Estado", "Desde", "Por quê"] },
  },
  one: {
    clusters: "cluster",
    services: "serviço",
    loadBalancers: "balanceador de carga",
    targetGroups: "grupo de destino",
    certificates: "certificado",
    secrets: "segredo",
    roles: "função do IAM",
    logGroups: "grupo de logs",
    databases: "banco de dados",
    vaults: "cofre de backup",
    alarms: "alarme",
  },
  states: { there: "implantado", missing: "ausente" },
  outcomes: {
    succeeded: "concluída",
    "in progress": "em andamento",
    failed: "falhou",
    "rolled back": "revertida",
    stopped: "interrompida",
  },
  targetStates: {
    missing: "ausente",
    idle: "ocioso",
    empty: "sem destinos",
    starting: "iniciando",
    unhealthy: "nenhum saudável",
    partly: "alguns não saudáveis",
    healthy: "saudável",
  },
  recordStates: { missing: "ausente", wrong: "aponta para outro lugar", right: "correto" },
  secretStates: {
    filled: "preenchido",
    empty: "vazio",
    incomplete: "incompleto",
    "not JSON": "não é um objeto JSON",
    "to be deleted": "a ser excluído",
    unreadable: "não legível",
  },
  vaultStates: { good: "recebe backups", warning: "sem backup recente", critical: "tarefas falharam", quiet: "" },
  alarmStates: (state) =>
    state === "OK"
      ? "normal"
      : state === "ALARM"
        ? "disparado"
        : state === "INSUFFICIENT_DATA"
          ? "dados insuficientes"
          : state,

  drift: {
    columns: ["O quê", "Configuração", "Declarado", "Na AWS"],
    none: "Nenhuma no que este relatório lê: retenção de logs, bancos de dados, políticas de funções, nomes DNS. Um plano encontra o resto.",
    some: (amount) =>
      `${count(amount, "configuração difere", "configurações diferem")} do declarado. Este relatório compara retenção de logs, bancos de dados e políticas de funções; um plano encontra o resto.`,
  },

  unmanaged: {
    columns: ["Recurso", "Dólares americanos por mês", "Excluído com"],
    none: "Nenhum: tudo o que tem as tags do ambiente está em seu estado, ou foi criado por um serviço.",
    notPriced: "sem preço",
    noCommand: "nenhum comando único; use o console",
    backups: "backups podem precisar dele; verifique-o no console",
    deploying:
      "Uma implantação está em andamento: o que ela criou entra depois no estado armazenado. Repita o relatório quando ela terminar.",
  },

  stopped: {
    image: "Envie a imagem, ou corrija a tag no parâmetro.",
    architecture: "A imagem é para outro processador: gere-a para a `architecture` do serviço.",
    command: "A imagem não tem o comando, ou não pode executá-lo.",
    jsonKey: "Dê ao segredo a chave indicada.",
    denied: "Implante: falta ao papel de execução uma permissão que a configuração lhe dá.",
    unreachable: "A sub-rede não alcança esse serviço da AWS: veja rotas, endpoints e grupos de segurança.",
    memory: "Precisa de mais do que `memoryMiB`.",
    killed: "Precisou de mais memória, ou não terminou em `stopTimeoutSeconds` depois do SIGTERM.",
    containerHealth: "O comando da verificação de integridade falha no contêiner: execute-o lá (npm run exec).",
    loadBalancerHealth:
      "Escuta em outra porta que não `port`, responde ao caminho da verificação com outro status, ou demora mais do que `gracePeriodSeconds`.",
    dependency: "Um contêiner que os outros esperam falhou: o log diz por quê.",
    exited: "A aplicação terminou: o log diz por quê.",
  },
  pending: {
    unmanaged: (dollars) =>
      `Tem as tags do ambiente, e não está em seu estado. ${dollars === undefined ? "Não tem preço conhecido." : `Custa ${dollars} dólares americanos por mês.`}`,
    unrecovered: (amount, some) =>
      `${count(amount, "recurso tem", "recursos têm")} as tags do ambiente e não ${amount === 1 ? "está" : "estão"} em seu estado: ${some.join(", ")}${amount > some.length ? ", …" : ""}`,
    absent: "Nunca foi implantado. Verifique primeiro o que a implantação precisa, depois implante.",
    unlocked: (who, since) => `${who} está implantando desde ${since}. Aguarde o fim.`,
    notInState: (amount, some) =>
      `${count(amount, "recurso declarado não está implantado", "recursos declarados não estão implantados")}: ${some.join(", ")}${amount > some.length ? ", …" : ""}`,
    leftOver: (amount, some) =>
      `${count(amount, "recurso implantado não está", "recursos implantados não estão")} mais na configuração: ${some.join(", ")}${amount > some.length ? ", …" : ""}`,
    tainted: (amount, some) =>
      `Uma implantação não concluiu ${count(amount, "recurso")}, que a próxima substitui: ${some.join(", ")}${amount > some.length ? ", …" : ""}`,
    unreadable: (reason) => `Não foi possível ler: ${reason}`,
    drift: (amount) => `${count(amount, "configuração difere", "configurações diferem")} do declarado.`,
    missing: (what) => `Não existe na AWS: ${what}.`,
    clusterStatus: (value) => `O cluster está ${value}.`,
    firstImage: "Aguarda a primeira imagem: envie-a, indique-a no parâmetro e implante de novo.",
    tasksMissing: (running, desired, reason) =>
      `${running} de ${count(desired, "tarefa")} em execução${because(reason)}`,
    tasksStopped: (amount, reason) =>
      `Todas as tarefas estão em execução, mas ${count(amount, "tarefa foi encerrada", "tarefas foram encerradas")} há pouco: ${reason}`,
    deploymentRuns: "Uma implantação está em andamento. Acompanhe.",
    deploymentEnded: (outcome, reason) => `A última implantação: ${outcome}${because(reason)}`,
    loadBalancerState: (value) => `O balanceador de carga está ${value}.`,
    targets: (state, healthy, unhealthy, reason) =>
      `${state}: ${count(healthy, "saudável", "saudáveis")}, ${count(unhealthy, "não saudável", "não saudáveis")}${because(reason)}`,
    unproven: (names) =>
      `O certificado aguarda a validação de ${names.join(", ") || "seus nomes"}; a zona está delegada?`,
    certificateStatus: (value, reason) => `O certificado está ${value}${because(reason)}`,
    expires: (days, renewal) => `O certificado expira em ${count(days, "dia")} e não foi renovado${because(renewal)}`,
    recordMissing: "O registro não existe, portanto o nome não é resolvido.",
    recordWrong: (live, expected) => `Aponta para ${live} em vez de ${expected}.`,
    secretEmpty: (keys) =>
      keys.length === 0
        ? "O segredo está vazio."
        : `O segredo está vazio, portanto as tarefas não iniciam; precisa de ${keys.join(", ")}.`,
    secretNotJson: (keys) =>
      `O segredo não é um objeto JSON, portanto as tarefas não iniciam; precisa de ${keys.join(", ")}.`,
    secretDeleted: "O segredo está para ser excluído.",
    secretUnreadable: "Suas credenciais não permitem lê-lo, portanto as chaves não foram verificadas.",
    keysMissing: (keys) => `As tarefas não iniciam sem ${keys.join(", ")}.`,
    noRetention: "Os eventos de log não expiram, e o armazenamento é pago.",
    databaseStatus: (value) => `O banco de dados está ${value}.`,
    noBackups: "Não há backups.",
    backupsStale: (hours) => `Só pode ser restaurado como era há ${count(hours, "hora")}.`,
    replicaMissing: (region) => `Os backups não são copiados para ${region}.`,
    replicaStale: (region, hours) => `A cópia dos backups em ${region} tem ${count(hours, "hora")}.`,
    backupFailed: (failure) => `Um backup falhou: ${failure}`,
    noRecoveryPoints: "Não recebe pontos de recuperação há três dias.",
    alarm: (reason, advice) => [`O alarme está disparado: ${reason}`, advice].filter(Boolean).join(" "),
    alarmSilent: "As ações do alarme estão desativadas, portanto ele não envia notificações.",
  },

  commands: {
    status: "A forma curta deste relatório",
    watch: "Acompanhar uma implantação até o fim",
    review: "O que uma implantação mudaria, e todas as divergências",
    deploy: "Implantar",
    preflight: "O que uma implantação precisa",
    logs: (service) => `Logs de ${service}`,
    exec: (service) => `Um terminal em uma tarefa de ${service}`,
    restart: (service) => `Reiniciar ${service}`,
    rollback: (service) => `Voltar ${service} à revisão anterior`,
    tunnel: "Conectar ao banco de dados",
  },
};
