package fr.spico.sandbox.directory;

import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Draws names of people, towns and structures that sound right and belong to nobody in particular:
/// frequent surnames make homonyms, built ones make variety.
final class Names {
    private static final List<String> SURNAMES =
            words(
                    "Martin Bernard Durand Moreau Petit Roux Fabre Vidal Blanc Faure Garcia Martinez Lopez Lefebvre Lefèvre Dupont Dupond Girard Bonnet Gauthier Gautier"
                            + " Rousseau Mercier André Chevalier François Noël Gérard Guérin Clément Rémy Prévost Étienne Hélias Sauvage Baron Caron Colin Pons Bosc Puech Cros"
                            + " Combes Delmas Delpech Cazals Lacaze Lacombe Labat Sarrazin Bordes Castan Calvet Calmettes Estève Galinier Jalabert Maurel Marty Mas Molinié Pagès"
                            + " Portal Rouquette Roques Salvy Serres Soulier Tournier Viguier Benali Haddad Belkacem Bouzid Khelifi Mansouri Saïdi Diallo Traoré Coulibaly Keïta"
                            + " N'Diaye Sow Bâ Nguyen Tran Pham Lévy Cohen Da~Silva Ferreira Pereira Le~Goff Le~Bihan Kermarrec Quéré Tanguy Guéguen Etcheverry Bidart Harispe"
                            + " Schmitt Muller Weber Klein Meyer Hoarau Payet Grondin Kowalski Nowak Rossi Moretti");
    private static final List<String> STARTS =
            words(
                    "Al Ar Bar Bel Ber Bos Bra Cal Can Cap Cas Cau Cha Cla Com Cou Da Dou Es Far Fou Ga Gal Gi Gra Jou La Lan Lau Li Ma Mar Mi Mon Nou Pal Pey Pra Pui Ra Ri Ro Sa Ser Sol Ta Ter Tou Va Ver Vi");
    private static final List<String> MIDDLES =
            words("ba be bou ca che da de la le li ma mi na ne pi ra re ri ro sa te vi");
    private static final List<String> ENDS =
            words(
                    "bert cas cat dier dou gnac gnol gues lac lade las let lhac lier lis loux mont nac nier ol pin quier rac rel res rié roux sac sière tier tou val vès zac zière");
    private static final List<String> FIRST =
            words(
                    "Agnès Aïcha Alain Alexandre Amandine Amélie Anne Anne-Laure Anne-Sophie Antoine Arnaud Aurélie Béatrice Benoît Bruno Camille Caroline Catherine Cécile"
                            + " Céline Chantal Charlotte Chloé Christelle Christian Claire Clara Clément Corinne Cyril Damien Delphine Denis Didier Dominique Élise Élodie Emma"
                            + " Éric Estelle Eugénie Fabien Fanny Fatima Florence Florian Françoise Frédéric Gaëlle Gilles Grégory Guillaume Hélène Hugo Inès Isabelle Jean"
                            + " Jean-Baptiste Jean-François Jean-Luc Jean-Pierre Jérôme Joël Julie Julien Karim Karine Laurent Léa Leïla Loïc Louis Lucie Magali Manon Marc Margaux"
                            + " Marie Marie-Christine Marie-Hélène Marion Mathieu Matthieu Maxime Mélanie Michel Mohamed Morgane Muriel Nadia Nathalie Nicolas Noémie Océane Olivier"
                            + " Ousmane Pascal Patricia Paul Pauline Philippe Pierre Pierre-Yves Quentin Rachid Rémi Romain Sabrina Salima Samuel Sandrine Sébastien Solène Sophie"
                            + " Stéphane Stéphanie Sylvain Thérèse Thi~Mai Thomas Valérie Vincent Virginie Xavier Yann Yasmine Zoé");
    private static final Set<String> MEN =
            Set.copyOf(
                    words(
                            "Alain Alexandre Antoine Arnaud Benoît Bruno Christian Clément Cyril Damien Denis Didier Éric Fabien Florian Frédéric Gilles Grégory Guillaume"
                                    + " Hugo Jean Jean-Baptiste Jean-François Jean-Luc Jean-Pierre Jérôme Joël Julien Karim Laurent Loïc Louis Marc Mathieu Matthieu Maxime"
                                    + " Michel Mohamed Nicolas Olivier Ousmane Pascal Paul Philippe Pierre Pierre-Yves Quentin Rachid Rémi Romain Samuel Sébastien Stéphane"
                                    + " Sylvain Thomas Vincent Xavier Yann"));
    private static final Set<String> WOMEN_OR_MEN = Set.of("Camille", "Dominique");
    private static final List<String> PARTICLES =
            List.of("de ", "d'", "de la ", "du ", "la ", "le ");

    private static final List<String> TOWNS =
            List.of(
                    "TOULOUSE 31000",
                    "TOULOUSE 31400",
                    "COLOMIERS 31770",
                    "MURET 31600",
                    "BLAGNAC 31700",
                    "SAINT GAUDENS 31800",
                    "MONTPELLIER 34000",
                    "MONTPELLIER 34090",
                    "BEZIERS 34500",
                    "SETE 34200",
                    "LUNEL 34400",
                    "NIMES 30000",
                    "ALES 30100",
                    "UZES 30700",
                    "PERPIGNAN 66000",
                    "PRADES 66500",
                    "NARBONNE 11100",
                    "CARCASSONNE 11000",
                    "LIMOUX 11300",
                    "ALBI 81000",
                    "CASTRES 81100",
                    "GAILLAC 81600",
                    "MONTAUBAN 82000",
                    "MOISSAC 82200",
                    "RODEZ 12000",
                    "MILLAU 12100",
                    "VILLEFRANCHE DE ROUERGUE 12200",
                    "CAHORS 46000",
                    "FIGEAC 46100",
                    "AUCH 32000",
                    "CONDOM 32100",
                    "TARBES 65000",
                    "LOURDES 65100",
                    "FOIX 09000",
                    "PAMIERS 09100",
                    "MENDE 48000",
                    "MARVEJOLS 48100",
                    "PARIS 75012",
                    "LYON 69008",
                    "MARSEILLE 13005",
                    "BORDEAUX 33000",
                    "NANTES 44000",
                    "LILLE 59000",
                    "RENNES 35000",
                    "STRASBOURG 67000",
                    "NICE 06000",
                    "BREST 29200",
                    "CLERMONT FERRAND 63000",
                    "AJACCIO 20000",
                    "SAINT DENIS 97400",
                    "FORT DE FRANCE 97200",
                    "CAYENNE 97300");
    private static final List<String> PLANTS =
            words(
                    "AMANDIERS BRUYERES CAPUCINES CHENES CIGALES CYPRES GENETS GLYCINES JONQUILLES LAVANDES MICOCOULIERS MURIERS OLIVIERS ORMEAUX PINS PLATANES ROMARINS TILLEULS");
    private static final List<String> SERVICES =
            List.of(
                    "Secrétariat",
                    "Accueil",
                    "Cardiologie",
                    "Gériatrie",
                    "Urgences",
                    "Soins palliatifs",
                    "Imagerie",
                    "Maternité",
                    "Consultations externes",
                    "Coordination");

    private final RandomGenerator random;

    Names(RandomGenerator random) {
        this.random = random;
    }

    String first() {
        return pick(FIRST).replace('~', ' ');
    }

    /// How somebody of a first name is addressed.
    ///
    /// @param woman of a name that does not say
    static String title(String first, boolean woman) {
        boolean isWoman = WOMEN_OR_MEN.contains(first) ? woman : !MEN.contains(first);
        return isWoman ? "MME" : "M";
    }

    String last() {
        String name = random.nextInt(100) < 35 ? pick(SURNAMES).replace('~', ' ') : built();
        int chance = random.nextInt(100);
        if (chance < 4) {
            return pick(PARTICLES) + name;
        }
        return chance < 11 ? name + "-" + pick(SURNAMES).replace('~', ' ') : name;
    }

    /// Town and postal code.
    String[] town() {
        String town = pick(TOWNS);
        int space = town.lastIndexOf(' ');
        return new String[] {town.substring(0, space), town.substring(space + 1)};
    }

    String organisation(String town) {
        String plants = pick(PLANTS);
        return switch (random.nextInt(11)) {
            case 0 -> "CENTRE HOSPITALIER DE " + town;
            case 1 -> "CLINIQUE DES " + plants;
            case 2 -> "EHPAD LES " + plants;
            case 3 -> "MAISON DE SANTE PLURIPROFESSIONNELLE DES " + plants;
            case 4 -> "LABORATOIRE DE BIOLOGIE " + town;
            case 5 -> "PHARMACIE DES " + plants;
            case 6 -> "SSIAD DE " + town;
            case 7 -> "HAD " + town;
            case 8 -> "CENTRE DE SANTE DES " + plants;
            case 9 -> "DISPOSITIF D APPUI A LA COORDINATION " + town;
            default -> "IME LES " + plants;
        };
    }

    String service() {
        return pick(SERVICES);
    }

    private String built() {
        String middle = random.nextInt(3) == 0 ? pick(MIDDLES) : "";
        return pick(STARTS) + middle + pick(ENDS);
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static List<String> words(String text) {
        return List.of(text.split(" "));
    }
}
